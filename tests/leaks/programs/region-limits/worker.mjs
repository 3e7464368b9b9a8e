// Limits the calls of each address, by region.
class Bucket {
  constructor(now) { this.tokens = 20; this.since = now; }
  take() { return this.tokens-- > 0; }
}

const limits = new Map();

function bucketOf(region, address) {
  let ofRegion = limits.get(region);
  if (!ofRegion) limits.set(region, (ofRegion = new Map()));
  let bucket = ofRegion.get(address);
  if (!bucket) ofRegion.set(address, (bucket = new Bucket(Date.now())));
  return bucket;
}

export default {
  async fetch(request) {
    const [, region, address] = new URL(request.url).pathname.split('/');
    return new Response(bucketOf(region, address).take() ? 'yes' : 'no');
  },
};
