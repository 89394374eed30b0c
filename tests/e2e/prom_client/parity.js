// Reads one metric or event a line from standard input, as prom_parity.cpp does, and writes prom-client's text.
'use strict';

const readline = require('node:readline');
const { Counter, Gauge, Histogram, register } = require('prom-client');

const metrics = {};
const lines = readline.createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [act, name, ...rest] = JSON.parse(line);
  const labels = () => Object.fromEntries(rest[0]);
  if (act === 'counter') metrics[name] = new Counter({ name, help: rest[0], labelNames: rest[1] });
  else if (act === 'gauge') metrics[name] = new Gauge({ name, help: rest[0], labelNames: rest[1] });
  else if (act === 'histogram')
    metrics[name] = new Histogram({ name, help: rest[0], labelNames: rest[1], buckets: rest[2] });
  else if (act === 'inc') metrics[name].inc(labels(), rest[1]);
  else if (act === 'set') metrics[name].set(labels(), rest[1]);
  else if (act === 'observe') metrics[name].observe(labels(), rest[1]);
});
lines.on('close', async () => process.stdout.write(await register.metrics()));
