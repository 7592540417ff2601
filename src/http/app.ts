import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Engine } from '../engine/engine.ts';
import type { Clock, Log } from '../engine/ports.ts';
import type { Link } from '../link/link.ts';
import type { Store } from '../store/store.ts';
import type { DocumentFacts } from './contract/document.ts';
import { gatherRoutes } from './contract/route.ts';
import { answerClientError } from './client-error.ts';
import type { Drain } from './drain.ts';
import { addAccess } from './plugins/access.ts';
import { addAccessLog } from './plugins/access-log.ts';
import { addErrors, sendError } from './plugins/errors.ts';
import { ignoreExpectations } from './plugins/expectations.ts';
import { addJsonBody, maxBodyBytes } from './plugins/json-body.ts';
import { addKnownParameters } from './plugins/known-parameters.ts';
import { addLeaving } from './plugins/leaving.ts';

import { addRequestId, chooseRequestId } from './plugins/request-id.ts';
import { addSafeHeaders } from './plugins/safe-headers.ts';
import { addSingleHeaders } from './plugins/single-headers.ts';
import { addStalled } from './plugins/stalled.ts';
import { capabilityRoutes } from './routes/capabilities.ts';
import { docsRoutes, type ReferenceOptions } from './routes/docs.ts';
import { fileRoutes } from './routes/files.ts';
import { healthRoutes } from './routes/health.ts';
import { accountRoutes } from './routes/integrated-accounts.ts';
import { integrationRoutes } from './routes/integrations.ts';
import { customRoutes } from './routes/custom.ts';
import { openapiRoutes } from './routes/openapi.ts';
import { proxyRoutes } from './routes/proxy.ts';
import { metaRoutes } from './routes/meta.ts';
import { modelRoutes } from './routes/unified-models.ts';
import { unifiedRoutes } from './routes/unified.ts';

export interface AppDeps {
  readonly engine: Engine;
  readonly store: Store;
  readonly link: Pick<Link, 'open'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly drain: Drain;
  readonly limits?: Partial<AppLimits>;
  /** What /openapi.json says of this server; absent: it is not served. */
  readonly contract?: DocumentFacts;
  /** The page at /docs; absent, or without `contract`: it is not served. */
  readonly reference?: ReferenceOptions;
}

export interface AppLimits {
  /** Default 60,000: how long a call may take in all; providers are given up in time to answer. */
  readonly callTimeoutMs: number;
  /** Default 10,000: until a request's headers are in. Below `requestTimeoutMs`, or neither is kept. */
  readonly headersTimeoutMs: number;
  /** Default 30,000: until a request's body is in. */
  readonly requestTimeoutMs: number;
  /** Default 120,000: how long a client may read nothing of an answer that is there to be read. */
  readonly stalledTimeoutMs: number;
  /** Default 1,000: how often the limits of a request's headers and body are looked at. */
  readonly checkIntervalMs: number;
}

const defaultLimits: AppLimits = {
  callTimeoutMs: 60_000,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  stalledTimeoutMs: 120_000,
  checkIntervalMs: 1_000,
};

/** The HTTP API, ready to listen or to inject into. Closing it serves what has been accepted first. */
export function buildApp(deps: AppDeps): FastifyInstance {
  const limits = { ...defaultLimits, ...deps.limits };
  const app = createServer(deps.log, limits);
  ignoreExpectations(app);
  addRequestId(app);
  addSafeHeaders(app);
  addAccessLog(app, deps.log);
  addSingleHeaders(app);
  addJsonBody(app);
  addErrors(app, deps.log);
  addLeaving(app, deps.drain);
  addStalled(app, deps.log);
  addKnownParameters(app);
  const routes = gatherRoutes(app);
  healthRoutes(app, deps);
  if (deps.contract) openapiRoutes(app, { engine: deps.engine, routes, facts: deps.contract });
  if (deps.contract && deps.reference) docsRoutes(app, deps.reference);
  app.register(async keyed => {
    addAccess(keyed, deps.store.keys);
    const withTimeout = { ...deps, callTimeoutMs: limits.callTimeoutMs };
    unifiedRoutes(keyed, withTimeout);
    fileRoutes(keyed, withTimeout);
    proxyRoutes(keyed, withTimeout);
    customRoutes(keyed, withTimeout);
    accountRoutes(keyed, withTimeout);
    integrationRoutes(keyed, deps);
    modelRoutes(keyed, deps);
    capabilityRoutes(keyed, deps);
    metaRoutes(keyed, deps);
  });
  return app;
}

function createServer(log: Log, limits: AppLimits): FastifyInstance {
  return Fastify({
    bodyLimit: maxBodyBytes,
    genReqId: chooseRequestId,
    requestIdHeader: false,
    connectionTimeout: limits.stalledTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    http: {
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: limits.checkIntervalMs,
      requireHostHeader: false,
    },
    // What arrives on a kept connection while closing is still served; the answer closes the connection.
    return503OnClosing: false,
    // Handlers read the query themselves, so that a mistake in it is an answer and not a guess.
    routerOptions: { maxParamLength: 8_192, querystringParser: () => ({}) },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: true } },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => sendError(error, request, reply, log),
  });
}
