import type { FastifyInstance } from 'fastify';
import type { ApiKeyScope } from '../../store/store.ts';
import type { Operation } from './operation.ts';

/** Routes that stand for one method of every resource of every model; the last three for the model's own: those that answer a file, on a record, on all. */
export type UnifiedKind = 'list' | 'get' | 'create' | 'update' | 'delete' | 'file' | 'custom' | 'collection';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route promises; by this it is part of openapi.json. */
    contract?: Operation | UnifiedKind;
  }
}

/** A route that promises something. */
export interface ContractRoute {
  readonly verb: string;
  /** As the router has it: `/integrated-accounts/:id`. */
  readonly url: string;
  readonly contract: Operation | UnifiedKind;
  /** What its key must allow; absent: any key will do. */
  readonly scope?: ApiKeyScope;
}

/** Gathers the routes that are added from now on; whole once the app is ready. A HEAD that a GET brings along is none. */
export function gatherRoutes(app: FastifyInstance): () => readonly ContractRoute[] {
  const routes: ContractRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    const { contract, scope } = config ?? {};
    if (contract === undefined) return;
    routes.push(...[method].flat().map(verb => ({ verb, url, contract, ...(scope === undefined ? {} : { scope }) })));
  });
  const isOfGet = ({ url, contract }: ContractRoute): boolean =>
    routes.some(route => route.verb === 'GET' && route.url === url && route.contract === contract);
  return () => routes.filter(route => route.verb !== 'HEAD' || !isOfGet(route));
}
