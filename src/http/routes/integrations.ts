import type { FastifyInstance } from 'fastify';
import type { Catalogue } from '../../engine/definitions/catalogue.ts';
import type { AuthDefinition, CredentialField, Integration } from '../../engine/definitions/definition.ts';
import type { Engine } from '../../engine/engine.ts';
import { describeServing, type Serving } from '../serving.ts';

/**
 * `/integrations`: what is served, how to link it, what it can do; which serve their last good version, and why, while
 * their files have mistakes; and why other definitions were refused.
 */
export function integrationRoutes(app: FastifyInstance, deps: { readonly engine: Engine }): void {
  app.get('/integrations', () => {
    const { integrations, problems, lastGood }: Catalogue = deps.engine.catalogue();
    const result = [...integrations.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(integration =>
        describeIntegration(integration, describeServing(lastGood?.integrations.get(integration.name))),
      );
    return { result, next_cursor: null, prev_cursor: null, result_count: result.length, problems };
  });
}

function describeIntegration(integration: Integration, serving: Serving): Record<string, unknown> {
  return {
    name: integration.name,
    label: integration.label,
    ...(integration.docs === undefined ? {} : { docs: integration.docs }),
    ...serving,
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
  const fields = Object.entries<CredentialField>(auth.fields).map(([field, facts]) => ({
    name: field,
    label: facts.label,
    secret: facts.secret,
    required: facts.required,
    ...(facts.pattern === undefined ? {} : { pattern: facts.pattern }),
    ...(facts.description === undefined ? {} : { description: facts.description }),
  }));
  return { name, style: auth.style, makes: credentialsOf(auth), fields };
}

/** One name, or all that the fields may lead to. */
function credentialsOf({ makes }: Exclude<AuthDefinition, { style: 'oauth2_code' }>): string | readonly string[] {
  if (typeof makes === 'string') return makes;
  const names = [...new Set([...makes.given.map(({ credential }) => credential), makes.otherwise])];
  return names.length === 1 ? makes.otherwise : names;
}
