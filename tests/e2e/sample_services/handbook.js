// A contacts sync put together from the handbook's chapter 11: its error class and retry, its limiter, its tracked call,
// its logger and its endpoints, as they are printed there.
//
//   PORT, HUBSPOT_BASE_URL, HUBSPOT_ACCESS_TOKEN, LOG_FILE
'use strict';

const axios = require('axios');
const Bottleneck = require('bottleneck');
const express = require('express');
const { createLogger, transports, format } = require('winston');
const { Counter, Histogram, register } = require('prom-client');

const client = axios.create({
  baseURL: process.env.HUBSPOT_BASE_URL,
  headers: { Authorization: `Bearer ${process.env.HUBSPOT_ACCESS_TOKEN}` },
});

const logger = createLogger({
  format: format.combine(format.timestamp(), format.json()),
  transports: [
    process.env.LOG_FILE
      ? new transports.File({ filename: process.env.LOG_FILE })
      : new transports.Console({ stderrLevels: ['error', 'warn', 'info'] }),
  ],
});

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

// 11-2: production-grade error handling class
class HubSpotApiError extends Error {
  constructor(status, message, body) {
    super(message);
    this.status = status;
    this.body = body;
    this.name = 'HubSpotApiError';
  }
  get isRetryable() {
    return [429, 500, 502, 503, 504].includes(this.status);
  }
  get isTokenError() {
    return this.status === 401;
  }
}

async function hubspotRequest(fn, { maxRetries = 4, onRetry } = {}) {
  for (let attempt = 0; attempt < maxRetries; attempt++) {
    try {
      return await fn();
    } catch (err) {
      const status = err.response?.status ?? 0;
      const apiErr = new HubSpotApiError(status, err.message, err.response?.data);
      if (!apiErr.isRetryable || attempt === maxRetries - 1) {
        console.error(JSON.stringify({
          level: 'error',
          service: 'hubspot',
          status,
          message: err.message,
          attempt: attempt + 1,
          ts: new Date().toISOString(),
        }));
        throw apiErr;
      }
      const retryAfter = err.response?.headers['retry-after'];
      const delay = retryAfter
        ? parseInt(retryAfter) * 1000
        : Math.min(Math.pow(2, attempt) * 1000, 32000);
      onRetry?.({ attempt, delay, status });
      console.warn(`Retry ${attempt + 1}/${maxRetries} in ${delay}ms (status: ${status})`);
      await new Promise(r => setTimeout(r, delay));
    }
  }
}

// 11-3: production parallel control + rate limit management
const limiter = new Bottleneck({
  reservoir: 80,
  reservoirRefreshAmount: 80,
  reservoirRefreshInterval: 10000,
  maxConcurrent: 5,
  minTime: 100,
});
const rateLimitedCall = (fn) => limiter.schedule(fn);

// 11-4: structured logging + metrics recording
async function trackedApiCall(endpoint, fn) {
  const endTimer = apiDurationHistogram.startTimer({ endpoint });
  try {
    const result = await fn();
    apiCallCounter.inc({ endpoint, status: 'success' });
    logger.info({ msg: 'api_call_success', endpoint });
    return result;
  } catch (err) {
    const status = err.status ?? 'unknown';
    apiCallCounter.inc({ endpoint, status: String(status) });
    logger.error({ msg: 'api_call_error', endpoint, status, error: err.message });
    throw err;
  } finally {
    endTimer();
  }
}

const call = (endpoint, fn) =>
  trackedApiCall(endpoint, () => hubspotRequest(() => rateLimitedCall(fn)));

// What the chapter leaves to its reader: the sync itself, one batch after the other.
const contacts = '/crm/v3/objects/contacts/batch';
let properties = null;

async function sync() {
  properties ??= (await call('properties.getAll', () => client.get('/crm/v3/properties/contacts'))).data.results;
  const names = properties.map(({ name }) => name).filter((name) => ['firstname', 'city'].includes(name));
  for (let first = 501; first < 1101; first += 100) {
    const inputs = Array.from({ length: 100 }, (_, i) => ({ id: String(first + i) }));
    const read = await call('contacts.batchRead', () =>
      client.post(`${contacts}/read`, { inputs, properties: names, propertiesWithHistory: [] }));
    const changed = read.data.results.map(({ id }) => ({ id, properties: { firstname: `Customer ${id}`, city: 'Nara' } }));
    if (changed.length) await call('contacts.batchUpdate', () => client.post(`${contacts}/update`, { inputs: changed }));
  }
}

const app = express();
let running = false;

app.post('/sync', (req, res) => {
  res.status(202).json({ status: 'started' });
  if (running) return;
  running = true;
  sync()
    .catch((err) => logger.error({ msg: 'sync_failed', error: err.message }))
    .finally(() => (running = false));
});

app.get('/health', (req, res) => {
  res.status(200).json({ status: 'ok', timestamp: new Date().toISOString() });
});

app.get('/readiness', async (req, res) => {
  try {
    await client.get('/crm/v3/properties/contacts');
    res.status(200).json({ status: 'ready', hubspot: 'connected' });
  } catch (err) {
    res.status(503).json({ status: 'not_ready', hubspot: 'disconnected', error: err.message });
  }
});

app.get('/metrics', async (req, res) => {
  res.set('Content-Type', 'text/plain');
  res.send(await register.metrics());
});

const server = app.listen(process.env.PORT || 0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: server.address().port }));
});
