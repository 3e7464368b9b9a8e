
// The library above as a worker. It keeps objects of workerd's own, too: a Request for every book that was lent.

const requests = [];
export default {
  async fetch(request) {
    const count = Number(new URL(request.url).searchParams.get('lend'));
    work(count);
    for (let i = 0; i < count; i++) requests.push(new Request(`http://library.test/${i}`, {headers: {'x-loan': `${i}`}}));
    return new Response(`${requests.length}`);
  },
};
