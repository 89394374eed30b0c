// The contacts sync of a team that does what the checklist asks for: the shop's customers become contacts of HubSpot.
//
//   PORT, HUBSPOT_BASE_URL, HUBSPOT_ACCESS_TOKEN, HUBSPOT_CLIENT_SECRET, LOG_FILE, PUBLIC_URL, RETRY_BASE_MS
//
// It prints one line: {"port":43817}
'use strict';

const { AsyncLocalStorage } = require('node:async_hooks');
const crypto = require('node:crypto');
const http = require('node:http');
const https = require('node:https');
const Bottleneck = require('bottleneck');
const express = require('express');
const pino = require('pino');
const { Client } = require('@hubspot/api-client');
const { Counter, Gauge, Histogram, collectDefaultMetrics, register } = require('prom-client');

const BASE_URL = process.env.HUBSPOT_BASE_URL ?? 'https://api.hubapi.com';
const RETRY_BASE_MS = Number(process.env.RETRY_BASE_MS ?? 400);
const RETRY_CAP_MS = 20 * RETRY_BASE_MS;
const ATTEMPTS = 5;
const BATCH = 100;
const CALL_TIMEOUT_MS = 30_000;
const DEFINITIONS_TTL_MS = 15 * 60_000;
const READINESS_TTL_MS = 500;
const WEBHOOK_AGE_MS = 5 * 60_000;
const EVENTS_REMEMBERED = 100_000;

// --- logs and metrics -----------------------------------------------------------------------------------------------

const log = pino(
  {
    base: { service: 'contacts-sync' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: ['token', 'authorization', '*.token', '*.authorization'],
  },
  process.env.LOG_FILE ? pino.destination({ dest: process.env.LOG_FILE, sync: true }) : pino.destination(2),
);

collectDefaultMetrics();
const apiCalls = new Counter({
  name: 'hubspot_api_calls_total',
  help: 'Total HubSpot API calls',
  labelNames: ['method', 'endpoint', 'status'],
});
const apiDuration = new Histogram({
  name: 'hubspot_api_duration_seconds',
  help: 'HubSpot API call duration',
  labelNames: ['endpoint'],
  buckets: [0.1, 0.5, 1, 2, 5],
});
const webhookDelay = new Histogram({
  name: 'hubspot_webhook_processing_delay_seconds',
  help: 'From the event to its being applied',
  buckets: [0.1, 0.5, 1, 2, 5, 10],
});
const syncJobs = new Counter({
  name: 'hubspot_sync_jobs_total',
  help: 'Finished runs of the sync',
  labelNames: ['status'],
});
const syncStarted = new Gauge({
  name: 'hubspot_sync_job_started_timestamp_seconds',
  help: 'When the run began that is going on; 0 when none is',
});
const eventsApplied = new Counter({
  name: 'contacts_sync_events_applied_total',
  help: 'Webhook events that changed something here',
});

// --- HubSpot --------------------------------------------------------------------------------------------------------

/** In production the platform fills this from AWS Secrets Manager and renews it when the secret is rotated. */
const readToken = () => process.env.HUBSPOT_ACCESS_TOKEN;

// The client's own fetch waits for ever on an answer that is cut off or never comes: the agent tells the attempt of it.
// It is everybody's agent because 13.5.0 drops the one that a client is given.
const attempts = new AsyncLocalStorage();
const web = BASE_URL.startsWith('https:') ? https : http;

class WatchfulAgent extends web.Agent {
  addRequest(request, ...rest) {
    const giveUp = attempts.getStore();
    request.once('timeout', () => request.destroy(new Error('no answer in time')));
    request.once('response', (response) =>
      response.once('close', () => response.complete || giveUp?.(new Error('the answer was cut off'))),
    );
    super.addRequest(request, ...rest);
  }
}

web.globalAgent = new WatchfulAgent({ timeout: CALL_TIMEOUT_MS });

let token = readToken();
let client = newClient();

function newClient() {
  // Its retries and its limiter are one for the whole process and know neither Retry-After nor jitter: we bring ours.
  return new Client({ accessToken: token, basePath: BASE_URL });
}

// 40 calls at once and 4 a second on: 80 in any ten seconds. A bucket of 80 that is filled every ten seconds allows 160.
const everyCall = new Bottleneck({
  maxConcurrent: 5,
  reservoir: 40,
  reservoirIncreaseAmount: 1,
  reservoirIncreaseInterval: 250,
  reservoirIncreaseMaximum: 40,
});
const syncCalls = new Bottleneck({ maxConcurrent: 4 }); // one place is left for /readiness
syncCalls.chain(everyCall);

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function statusOf(error) {
  if (Number.isInteger(error.code)) return error.code;
  const told = /^HTTP-Code: (\d+)/.exec(error.message ?? '');
  return told ? Number(told[1]) : 0; // 0: no answer, or one that cannot be read
}

const isTransient = (status) => status === 0 || status === 423 || status === 429 || status >= 500;

/** "2", "0.5" or an HTTP date, as milliseconds from now; 0 where it says nothing. */
function retryAfterMs(value, now = Date.now()) {
  if (!value) return 0;
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds * 1000)) : 0;
}

/** Never before HubSpot allows it; above that anywhere between zero and a bound that grows threefold. */
function delayBefore(attempt, error) {
  const backoff = Math.random() * Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 3 ** attempt);
  return retryAfterMs(error.headers?.['retry-after']) + backoff;
}

/** Whether there is another token than the one we use. */
function renewToken() {
  if (readToken() === token) return false;
  token = readToken();
  client = newClient();
  log.warn('HubSpot refused the token, there is a new one');
  return true;
}

/** One attempt, measured. `ask` returns what the client promises. */
async function attemptOf(method, endpoint, ask) {
  const end = apiDuration.startTimer({ endpoint });
  try {
    const answer = await new Promise((resolve, reject) =>
      attempts.run(reject, () => ask(client).then(resolve, reject)),
    );
    apiCalls.inc({ method, endpoint, status: 'success' });
    return answer;
  } catch (error) {
    apiCalls.inc({ method, endpoint, status: String(statusOf(error) || 'unreachable') });
    throw error;
  } finally {
    end();
  }
}

async function call(method, endpoint, ask) {
  for (let attempt = 0; ; attempt++) {
    const used = token;
    try {
      // What was put off once does not queue again behind those that come after it.
      return await syncCalls.schedule({ priority: attempt ? 3 : 5 }, () => attemptOf(method, endpoint, ask));
    } catch (error) {
      const status = statusOf(error);
      const isLast = attempt + 1 >= ATTEMPTS;
      if (status === 401 && !isLast && (used !== token || renewToken())) continue;
      if (isLast || !isTransient(status)) {
        log.error({ endpoint, status, attempts: attempt + 1, correlationId: error.body?.correlationId }, 'call failed');
        throw Object.assign(new Error(`${endpoint} failed with ${status || 'no readable answer'}`), { status });
      }
      const delay = delayBefore(attempt, error);
      log.warn({ endpoint, status, attempt: attempt + 1, delay: Math.round(delay) }, 'call will be repeated');
      await sleep(delay);
    }
  }
}

let definitions = null; // { at, names }: a promise, so that two runs ask once

function contactProperties() {
  if (!definitions || Date.now() - definitions.at > DEFINITIONS_TTL_MS) {
    const asked = call('GET', 'properties.getAll', (hubspot) => hubspot.crm.properties.coreApi.getAll('contacts'));
    const mine = { at: Date.now(), names: asked.then(({ results }) => new Set(results.map(({ name }) => name))) };
    mine.names.catch(() => (definitions = definitions === mine ? null : definitions));
    definitions = mine;
  }
  return definitions.names;
}

// --- the sync -------------------------------------------------------------------------------------------------------

/** The shop's customers that changed since the last run; here they are made up. */
function changedCustomers() {
  return Array.from({ length: 600 }, (_, i) => ({
    contact: String(501 + i),
    values: { firstname: `Customer ${i + 1}`, city: i % 2 ? 'Osaka' : 'Nara', phone: `+81 3 5555 ${1000 + i}` },
  }));
}

function chunksOf(list, size) {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));
}

async function syncChunk(customers, properties) {
  const read = await call('POST', 'contacts.batchRead', (hubspot) =>
    hubspot.crm.contacts.batchApi.read({
      inputs: customers.map(({ contact }) => ({ id: contact })),
      properties,
      propertiesWithHistory: [],
    }),
  );
  const held = new Map((read.results ?? []).map((record) => [record.id, record.properties]));
  const inputs = customers
    .filter(({ contact, values }) => properties.some((name) => held.get(contact)?.[name] !== values[name]))
    .map(({ contact, values }) => ({
      id: contact,
      properties: Object.fromEntries(properties.map((name) => [name, values[name]])),
    }));
  if (!inputs.length) return;
  // Setting the same values twice does no harm, so this may be repeated like a read.
  const written = await call('POST', 'contacts.batchUpdate', (hubspot) =>
    hubspot.crm.contacts.batchApi.update({ inputs }),
  );
  if (written.numErrors) log.warn({ refused: written.numErrors }, 'some contacts were refused');
}

async function runSync() {
  const known = await contactProperties();
  const properties = ['firstname', 'city', 'phone'].filter((name) => known.has(name));
  const ends = await Promise.allSettled(
    chunksOf(changedCustomers(), BATCH).map((customers) => syncChunk(customers, properties)),
  );
  const failed = ends.filter(({ status }) => status === 'rejected');
  if (failed.length) throw new Error(`${failed.length} of ${ends.length} batches: ${failed[0].reason.message}`);
}

let running = false;
let askedAgain = false;

/** One run at a time; who asks during one gets another behind it. */
async function sync() {
  if (running) {
    askedAgain = true;
    return;
  }
  running = true;
  do {
    askedAgain = false;
    syncStarted.set(Date.now() / 1000);
    try {
      await runSync();
      syncJobs.inc({ status: 'success' });
      log.info('contacts are in step');
    } catch (error) {
      syncJobs.inc({ status: 'failed' });
      log.error({ reason: error.message }, 'the run failed, the next one tries again');
    }
  } while (askedAgain);
  syncStarted.set(0);
  running = false;
}

// --- webhooks -------------------------------------------------------------------------------------------------------

const DECODED = { '3A': ':', '2F': '/', '3F': '?', 40: '@', 21: '!', 24: '$', 27: "'", 28: '(', 29: ')', '2A': '*' };
Object.assign(DECODED, { '2C': ',', '3B': ';' });

/** HubSpot signs the address with these escapes decoded, and only these. */
const signedAddress = (url) => url.replace(/%([0-9A-F]{2})/gi, (all, code) => DECODED[code.toUpperCase()] ?? all);

function isSigned(request) {
  const signature = request.get('X-HubSpot-Signature-v3') ?? '';
  const timestamp = request.get('X-HubSpot-Request-Timestamp') ?? '';
  if (!/^\d{1,15}$/.test(timestamp) || Math.abs(Date.now() - Number(timestamp)) > WEBHOOK_AGE_MS) return false;
  const base = process.env.PUBLIC_URL ?? `http://127.0.0.1:${server.address().port}`;
  const right = crypto
    .createHmac('sha256', process.env.HUBSPOT_CLIENT_SECRET)
    .update(request.method + signedAddress(base + request.originalUrl))
    .update(request.body)
    .update(timestamp)
    .digest('base64');
  return signature.length === right.length && crypto.timingSafeEqual(Buffer.from(signature), Buffer.from(right));
}

/** HubSpot sends an event again when it heard no answer; eventId alone is not unique, and the attempt is no part of it. */
function keyOf(event) {
  const { portalId, subscriptionType, eventType, objectId, eventId, occurredAt, propertyName } = event;
  return JSON.stringify([portalId, subscriptionType ?? eventType, objectId, eventId, occurredAt, propertyName]);
}

const seen = new Set();

function apply(event) {
  const key = keyOf(event);
  if (seen.has(key)) return false;
  seen.add(key);
  if (seen.size > EVENTS_REMEMBERED) seen.delete(seen.values().next().value);
  eventsApplied.inc();
  if (Number.isFinite(event.occurredAt)) webhookDelay.observe(Math.max(0, (Date.now() - event.occurredAt) / 1000));
  return true;
}

// --- the endpoints --------------------------------------------------------------------------------------------------

const app = express();
app.disable('x-powered-by');

app.get('/health', (request, response) => {
  response.status(200).json({ status: 'ok', timestamp: new Date().toISOString() });
});

let readiness = null; // { at, answer }: many may ask, HubSpot is asked once

function isHubSpotThere() {
  if (!readiness || Date.now() - readiness.at > READINESS_TTL_MS) {
    const answer = everyCall.schedule({ priority: 1 }, () =>
      attemptOf('GET', 'account.details', async (hubspot) => {
        const told = await hubspot.apiRequest({ path: '/account-info/v3/details' });
        if (!told.ok) throw Object.assign(new Error('refused'), { code: told.status });
        await told.json();
      }),
    );
    readiness = { at: Date.now(), answer: Promise.race([answer, sleep(4000).then(() => Promise.reject(new Error()))]) };
    answer.catch(() => {});
  }
  return readiness.answer;
}

app.get('/readiness', async (request, response) => {
  try {
    await isHubSpotThere();
    response.status(200).json({ status: 'ready', hubspot: 'connected' });
  } catch (error) {
    const why = statusOf(error) === 401 ? 'HubSpot refuses the token' : 'HubSpot does not answer';
    response.status(503).json({ status: 'not_ready', hubspot: 'disconnected', error: why });
  }
});

app.get('/metrics', async (request, response) => {
  response.set('Content-Type', register.contentType).send(await register.metrics());
});

app.post('/sync', (request, response) => {
  response.status(202).json({ status: running ? 'queued' : 'started' });
  sync();
});

// The raw body is what is signed: nothing may parse it before.
app.post('/webhooks/hubspot', express.raw({ type: () => true, limit: '1mb' }), (request, response) => {
  if (!Buffer.isBuffer(request.body) || !isSigned(request)) {
    log.warn({ path: request.path }, 'a webhook request without a right signature was refused');
    return response.status(401).json({ error: 'signature' });
  }
  let events;
  try {
    events = JSON.parse(request.body);
  } catch {
    return response.status(400).json({ error: 'body' });
  }
  if (!Array.isArray(events)) events = [events];
  const applied = events.filter((event) => event && typeof event === 'object' && apply(event)).length;
  log.info({ events: events.length, applied }, 'webhook taken');
  response.status(200).json({ applied });
});

app.use((error, request, response, next) => {
  if (response.headersSent) return next(error);
  const status = error.status >= 400 && error.status < 500 ? error.status : 500;
  log.error({ path: request.path, status }, 'a request failed');
  response.status(status).json({ error: status === 500 ? 'internal' : 'request' });
});

const server = app.listen(Number(process.env.PORT ?? 0), '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }));
  log.info({ hubspot: BASE_URL }, 'contacts sync is up');
});
process.on('SIGTERM', () => server.close(() => process.exit(0)).closeAllConnections());
