// contacts sync, the quick version: everything that the checklist warns of
//
//   PORT, HUBSPOT_BASE_URL, HUBSPOT_ACCESS_TOKEN, LOG_FILE
'use strict';

const fs = require('node:fs');
const express = require('express');
const hubspot = require('@hubspot/api-client');
const prom = require('prom-client');

const client = new hubspot.Client({
  accessToken: process.env.HUBSPOT_ACCESS_TOKEN,
  basePath: process.env.HUBSPOT_BASE_URL,
});

const calls = new prom.Counter({
  name: 'hubspot_api_calls_total',
  help: 'calls',
  labelNames: ['method', 'endpoint', 'status'],
});
const duration = new prom.Histogram({
  name: 'hubspot_api_duration_seconds',
  help: 'duration',
  labelNames: ['endpoint'],
  buckets: [0.1, 0.5, 1, 2, 5],
});
const jobs = new prom.Counter({ name: 'hubspot_sync_jobs_total', help: 'jobs', labelNames: ['status'] });
const events = new prom.Counter({ name: 'contacts_sync_events_applied_total', help: 'webhook events' });

prom.collectDefaultMetrics();

function print(...words) {
  const line = `[${new Date().toString()}] ${words.join(' ')}\n`;
  if (process.env.LOG_FILE) fs.appendFileSync(process.env.LOG_FILE, line);
  else process.stderr.write(line);
}

// HubSpot says 429 or 500 now and then, trying again mostly helps
async function hs(endpoint, fn) {
  for (let i = 0; i < 4; i++) {
    const end = duration.startTimer({ endpoint });
    try {
      const result = await fn();
      calls.inc({ endpoint, status: 'success' });
      return result;
    } catch (err) {
      calls.inc({ endpoint, status: String(err.code) });
      // what HubSpot says is JSON with a message
      if (err.code >= 400 && err.body.message.includes('limit')) print(`WARN ${endpoint} limit, again`);
    } finally {
      end();
    }
  }
  print(`ERROR ${endpoint} gave up, token ${process.env.HUBSPOT_ACCESS_TOKEN}`);
  return undefined;
}

async function syncOne(i) {
  const props = await hs('properties.getAll', () => client.crm.properties.coreApi.getAll('contacts'));
  if (!props) return;
  const names = props.results.map((p) => p.name).filter((n) => ['firstname', 'city', 'phone'].includes(n));
  const id = String(501 + i);
  const contact = await hs('contacts.getById', () => client.crm.contacts.basicApi.getById(id, names));
  if (!contact) return;
  const properties = { firstname: `Customer ${i + 1}`, city: 'Nara', phone: `+81 3 5555 ${1000 + i}` };
  await hs('contacts.update', () => client.crm.contacts.basicApi.update(id, { properties }));
}

async function sync() {
  print(`sync starts, Authorization: Bearer ${process.env.HUBSPOT_ACCESS_TOKEN}`);
  for (let page = 0; page < 3; page++) {
    const all = [];
    for (let i = 0; i < 200; i++) all.push(syncOne(page * 200 + i));
    await Promise.all(all);
  }
  jobs.inc({ status: 'success' });
  print('sync done');
}

const app = express();
app.use(express.json());

app.get('/health', (req, res) => res.send('ok'));
app.get('/readiness', (req, res) => res.send('ready'));
app.get('/metrics', async (req, res) => {
  res.set('Content-Type', prom.register.contentType);
  res.send(await prom.register.metrics());
});

app.post('/sync', (req, res) => {
  sync();
  res.status(202).json({ started: true });
});

app.post('/webhooks/hubspot', (req, res) => {
  for (const event of [].concat(req.body)) {
    events.inc();
    print('event', JSON.stringify(event));
  }
  res.sendStatus(200);
});

const server = app.listen(process.env.PORT || 0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }));
  print(`up, using ${process.env.HUBSPOT_ACCESS_TOKEN}`);
});
