// handbook.js URL SECONDS FIRST BODY: a batch without end through Bottleneck with the handbook's settings, each call with
// the bytes of the file BODY. The token is in HUBWATCH_BENCH_TOKEN. Prints when FIRST calls had been answered well, in ms.
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { createRequire } = require('module');
const Bottleneck = createRequire(path.join(process.cwd(), 'x.js'))('bottleneck');

const [url, seconds, first] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const body = fs.readFileSync(process.argv[5]);
const headers = {
  'Content-Type': 'application/json', 'Content-Length': body.length,
  Authorization: `Bearer ${process.env.HUBWATCH_BENCH_TOKEN}`,
};
const agent = new http.Agent({ keepAlive: true });
const limiter = new Bottleneck({
  reservoir: 80, reservoirRefreshAmount: 80, reservoirRefreshInterval: 10000, maxConcurrent: 5, minTime: 100,
});
const began = performance.now();
let good = 0;
let firstTook = null;

const call = () => new Promise((resolve) => {
  const request = http.request(url, { method: 'POST', agent, headers }, (response) => {
    response.resume().on('end', () => {
      good += response.statusCode === 200 ? 1 : 0;
      if (good === first) firstTook ??= Math.round(performance.now() - began);
      resolve();
    });
  });
  request.on('error', resolve);
  request.end(body);
});
const next = () => limiter.schedule(call).then(next);
for (let i = 0; i < 50; ++i) next();
setTimeout(() => {
  console.log(JSON.stringify({ firstTook }));
  process.exit(0);
}, seconds * 1000 + 500);
