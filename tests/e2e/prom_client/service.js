// The handbook's service with the real prom-client, for tests beside Hubwatch and Prometheus.
//
//   node service.js [--port N] [--traffic]      prints one line: {"port":43817}
//
// --traffic makes small, seeded traffic. Otherwise the counters move by these alone:
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

// A small linear congruential generator: the same traffic in every run.
let state = 20261123;
function chance() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
}

function traffic() {
  const endpoint = chance() < 0.7 ? 'contacts.batchUpdate' : 'contacts.search';
  const draw = chance();
  const status = draw < 0.06 ? 500 : draw < 0.08 ? 429 : 'success';
  const seconds = 0.25 * Math.exp(0.8 * (chance() + chance() + chance() + chance() - 2) * Math.sqrt(3));
  tracked({ endpoint, status, seconds });
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
