import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../engine/definitions/catalogue.ts';
import type { AuthDefinition, Integration } from '../../engine/definitions/definition.ts';
import type { Engine } from '../../engine/engine.ts';

/** `/integrations`: what is served, how to link it, what it can do; and why other definitions were refused. */
export function integrationRoutes(app: FastifyInstance, deps: { readonly engine: Engine }): void {
  app.get('/integrations', () => {
    const { integrations, problems }: Catalogue = deps.engine.catalogue();
    const result = [...integrations.values()].sort((a, b) => (a.name < b.name ? -1 : 1)).map(describeIntegration);
    return { result, next_cursor: null, prev_cursor: null, result_count: result.length, problems };
  });
}

function describeIntegration(integration: Integration): Record<string, unknown> {
  return {
    name: integration.name,
    label: integration.label,
    ...(integration.docs === undefined ? {} : { docs: integration.docs }),
    auth: Object.entries(integration.auth).map(([name, auth]) => describeAuth(name, auth)),
    resources: [...integration.resources.values()].map(({ model, resource, methods }) => ({
      model,
      resource,
      methods: [...methods].map(([name, { unsupported, partial }]) => ({
        name,
        supported: unsupported === undefined,
        ...(unsupported === undefined ? {} : { reason: unsupported }),
        ...(partial === undefined ? {} : { partial }),
      })),
    })),
  };
}

function describeAuth(name: string, auth: AuthDefinition): Record<string, unknown> {
  if (auth.style === 'oauth2_code') return { name, style: auth.style, credentials: Object.keys(auth.credentials) };
  const fields = Object.entries(auth.fields).map(([field, { label, secret, pattern, description }]) => ({
    name: field,
    label,
    secret,
    ...(pattern === undefined ? {} : { pattern }),
    ...(description === undefined ? {} : { description }),
  }));
  return { name, style: auth.style, makes: auth.makes, fields };
}
