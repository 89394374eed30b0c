// Writes prom-client's text of every kind of metric: node lint.js openmetrics|prometheus
'use strict';

const { Counter, Gauge, Histogram, Registry, Summary, collectDefaultMetrics } = require('prom-client');

const isOpenMetrics = process.argv[2] === 'openmetrics';
const registry = isOpenMetrics ? new Registry(Registry.OPENMETRICS_CONTENT_TYPE) : new Registry();
const registers = [registry];
collectDefaultMetrics({ register: registry });

const labels = { endpoint: 'odd "one"\\ and\na line', status: 'success' };
const calls = new Counter({
  name: 'hubspot_api_calls_total',
  help: 'Calls, with a \\ and\na second line',
  labelNames: ['endpoint', 'status'],
  enableExemplars: isOpenMetrics,
  registers,
});
const durations = new Histogram({
  name: 'hubspot_api_duration_seconds',
  help: 'How long',
  labelNames: ['endpoint', 'status'],
  buckets: [0.1, 0.5, 1, 2, 5],
  enableExemplars: isOpenMetrics,
  registers,
});
const numbers = new Gauge({ name: 'numbers', help: 'Of many sizes', labelNames: ['n'], registers });
const summary = new Summary({ name: 'delay_seconds', help: 'Delay', percentiles: [0, 0.5, 0.99, 1], registers });

if (isOpenMetrics) calls.inc({ labels, value: 1, exemplarLabels: { traceId: '4bf92f35' } });
else calls.inc(labels, 1);
calls.inc({ endpoint: 'contacts.search', status: '429' }, 3);
for (const seconds of [0.05, 0.3, 3, 9]) {
  if (isOpenMetrics) durations.observe({ labels, value: seconds, exemplarLabels: { traceId: '4bf92f35' } });
  else durations.observe(labels, seconds);
  summary.observe(seconds);
}
[0, -0.5, 1e21, 1e-7, 123456789012345680, Infinity, -Infinity, NaN].forEach((value, n) => numbers.set({ n }, value));

registry.metrics().then((text) => process.stdout.write(text));
