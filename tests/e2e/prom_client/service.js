// The handbook's service with the real prom-client, for tests beside Hubwatch and Prometheus.
//
//   node service.js [--port N] [--traffic]      prints one line: {"port":43817}
//
// --traffic makes ten calls a second. Otherwise the counters move by these alone:
//   POST /call    {"endpoint":"contacts.search","status":"success","seconds":0.2,"times":1}
//   POST /reset   drops every child of the handbook's metrics, as a restart would
// GET /metrics, /health, /readiness are the handbook's.
'use strict';

const http = require('node:http');
const { Counter, Histogram, collectDefaultMetrics, register } = require('prom-client');

collectDefaultMetrics();

const apiCallCounter = new Counter({
  name: 'hubspot_api_calls_total',
  help: 'Total HubSpot API calls',
  labelNames: ['method', 'endpoint', 'status'],
});
const apiDurationHistogram = new Histogram({
  name: 'hubspot_api_duration_seconds',
  help: 'HubSpot API call duration',
  labelNames: ['endpoint'],
  buckets: [0.1, 0.5, 1, 2, 5],
});

function tracked({ endpoint, status = 'success', seconds = 0.2, times = 1 }) {
  for (let i = 0; i < times; ++i) {
    apiCallCounter.inc({ endpoint, status: String(status) });
    apiDurationHistogram.observe({ endpoint }, seconds);
  }
}

// Even traffic: any stretch of it has the same share of faults and the same spread of durations, so that two observers
// whose windows are a few calls apart see the same figures. One call in seventeen is a 500, one in fifty a 429.
let call = 0;
function traffic() {
  ++call;
  const endpoint = call % 10 < 7 ? 'contacts.batchUpdate' : 'contacts.search';
  const status = call % 17 === 5 ? 500 : call % 50 === 7 ? 429 : 'success';
  const rank = (call * 0.6180339887498949 + 0.0001) % 1;
  tracked({ endpoint, status, seconds: 0.25 * (rank / (1 - rank)) ** 0.4 });
}

function body(request) {
  return new Promise((resolve) => {
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () => resolve(text ? JSON.parse(text) : {}));
  });
}

function json(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}

const server = http.createServer(async (request, response) => {
  const path = request.url.split('?')[0];
  if (path === '/metrics') {
    response.setHeader('Content-Type', register.contentType);
    response.end(await register.metrics());
  } else if (path === '/health') {
    json(response, 200, { status: 'ok', timestamp: new Date().toISOString() });
  } else if (path === '/readiness') {
    json(response, 200, { status: 'ready', hubspot: 'connected' });
  } else if (path === '/call' && request.method === 'POST') {
    tracked(await body(request));
    json(response, 200, {});
  } else if (path === '/reset' && request.method === 'POST') {
    apiCallCounter.reset();
    apiDurationHistogram.reset();
    json(response, 200, {});
  } else {
    json(response, 404, {});
  }
});

const options = process.argv.slice(2);
const port = options.includes('--port') ? Number(options[options.indexOf('--port') + 1]) : 0;
server.listen(port, '127.0.0.1', () => console.log(JSON.stringify({ port: server.address().port })));
if (options.includes('--traffic')) setInterval(traffic, 100);
process.on('SIGTERM', () => process.exit(0));
