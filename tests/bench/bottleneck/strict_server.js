// strict_server.js LIMIT WINDOW_MS LEAST_MS MOST_MS SECONDS: counts each call when it arrives, somewhere on the way between
// its sending and its answer, in a rolling window. Prints its port; GET /told ends it with what it saw.
'use strict';
const http = require('http');
const { performance } = require('perf_hooks');

const [limit, window, least, most, seconds] = process.argv.slice(2).map(Number);
const accepted = [];
let refused = 0;
let began;
let counted = []; // accepted, in the window

function arrive() {
  const now = performance.now();
  began ??= now;
  counted = counted.filter((at) => at > now - window);
  if (counted.length >= limit) {
    refused += now - began < seconds * 1000 ? 1 : 0;
    return [429, 0];
  }
  counted.push(now);
  accepted.push(now);
  return [200, limit - counted.length];
}

function worst() {
  let most = 0;
  for (let first = 0, last = 0; last < accepted.length; ++last) {
    while (accepted[first] <= accepted[last] - window) ++first;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

http.createServer((request, response) => {
  if (request.url === '/told') {
    const inTime = accepted.filter((at) => at - began < seconds * 1000).length;
    response.end(JSON.stringify({ accepted: inTime, refused, worst: worst() }));
    return;
  }
  request.resume().on('end', () => {
    const latency = least + Math.random() * (most - least);
    const onTheWay = Math.random() * latency;
    setTimeout(() => {
      const [status, remaining] = arrive();
      setTimeout(() => {
        response.writeHead(status, {
          'Content-Type': 'application/json',
          'X-HubSpot-RateLimit-Max': limit,
          'X-HubSpot-RateLimit-Remaining': remaining,
          'X-HubSpot-RateLimit-Interval-Milliseconds': window,
        });
        response.end(status === 200 ? '{}' : '{"policyName":"TEN_SECONDLY_ROLLING"}');
      }, latency - onTheWay);
    }, onTheWay);
  });
}).listen(0, '127.0.0.1', function () { console.log(this.address().port); });
