'use strict';
// Results of matches, while they are played.
const http = require('http');
const { PubSub } = require('graphql-subscriptions');

const results = new PubSub();
results.ee.setMaxListeners(0);

async function follow(viewer) {
  const goals = results.asyncIterator(['goal']);
  const first = goals.next();
  await results.publish('goal', { viewer, minute: 12 });
  return (await first).value;
}

http.createServer(async (req, res) => {
  const { minute } = await follow(req.url.split('/')[2]);
  res.end(`goal in minute ${minute}`);
}).listen(process.env.PORT, '127.0.0.1');
