import type { FastifyInstance } from 'fastify';
import { refuseOthers } from '../parameters.ts';
import { parseQueryString } from '../query-string.ts';
import { queryText } from '../query-text.ts';

/**
 * Refuses query parameters that a route's contract does not name. Routes whose parameters are a matter of the model or the
 * provider look themselves; probes of health may carry what they like.
 */
export function addKnownParameters(app: FastifyInstance): void {
  app.addHook('preValidation', async request => {
    const { contract } = request.routeOptions.config;
    if (typeof contract !== 'object' || contract.keyless !== undefined) return;
    if (contract.others !== undefined || contract.refuses === 'itself') return;
    const text = queryText(request.raw);
    if (text === '') return;
    const known = (contract.parameters ?? []).filter(parameter => parameter.in === 'query').map(({ name }) => name);
    refuseOthers(parseQueryString(text), known);
  });
}
