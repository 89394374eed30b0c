// handbook.js URL SECONDS FIRST: a batch without end through Bottleneck with the handbook's settings. Prints when FIRST
// calls had been answered well, in ms.
'use strict';
const http = require('http');
const path = require('path');
const { createRequire } = require('module');
const Bottleneck = createRequire(path.join(process.cwd(), 'x.js'))('bottleneck');

const [url, seconds, first] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const agent = new http.Agent({ keepAlive: true });
const limiter = new Bottleneck({
  reservoir: 80, reservoirRefreshAmount: 80, reservoirRefreshInterval: 10000, maxConcurrent: 5, minTime: 100,
});
const began = performance.now();
let good = 0;
let firstTook = null;

const call = () => new Promise((resolve) => {
  const request = http.request(url, { method: 'POST', agent }, (response) => {
    response.resume().on('end', () => {
      good += response.statusCode === 200 ? 1 : 0;
      if (good === first) firstTook ??= Math.round(performance.now() - began);
      resolve();
    });
  });
  request.on('error', resolve);
  request.end('{}');
});
const next = () => limiter.schedule(call).then(next);
for (let i = 0; i < 50; ++i) next();
setTimeout(() => {
  console.log(JSON.stringify({ firstTook }));
  process.exit(0);
}, seconds * 1000 + 500);
