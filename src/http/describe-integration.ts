import type { AuthDefinition, CredentialField, Integration } from '../engine/definitions/definition.ts';
import type { Endpoint } from '../engine/definitions/endpoint.ts';
import type { Cell } from '../engine/describe/cell.ts';
import { madeBy } from '../engine/describe/scopes.ts';
import type { Serving } from './serving.ts';

/** An integration as the API shows it: how to link it, and what it does for each method. */
export function describeIntegration(
  integration: Integration,
  cells: readonly Cell[],
  serving: Serving,
): Record<string, unknown> {
  const resources = new Map<string, Cell[]>();
  for (const cell of cells) {
    const key = `${cell.model}/${cell.resource}`;
    resources.set(key, [...(resources.get(key) ?? []), cell]);
  }
  return {
    name: integration.name,
    label: integration.label,
    ...(integration.docs === undefined ? {} : { docs: integration.docs }),
    ...serving,
    auth: Object.entries(integration.auth).map(([name, auth]) => describeAuth(name, auth)),
    resources: [...resources.values()].flatMap(([first, ...rest]) =>
      first ? [{ model: first.model, resource: first.resource, methods: [first, ...rest].map(describeMethod) }] : [],
    ),
  };
}

/** An endpoint of the provider, as `/proxy` calls it. */
export function describeEndpoint({ name, verb, description, docs, params }: Endpoint): Record<string, unknown> {
  return {
    path: `/proxy/${name.replace('.', '/')}`,
    method: verb === 'GET' ? 'GET' : 'POST',
    ...(description === undefined ? {} : { description }),
    ...(docs === undefined ? {} : { docs }),
    parameters: Object.entries(params).map(([parameter, facts]) => ({
      name: parameter,
      required: facts.required,
      ...(facts.type === undefined ? {} : { type: facts.type }),
      ...(facts.description === undefined ? {} : { description: facts.description }),
    })),
  };
}

function describeMethod({ method, state, reason }: Cell): Record<string, unknown> {
  return {
    name: method,
    supported: state !== 'unsupported',
    state,
    ...(reason === undefined ? {} : { reason }),
  };
}

function describeAuth(name: string, auth: AuthDefinition): Record<string, unknown> {
  if (auth.style === 'oauth2_code') return { name, style: auth.style, credentials: madeBy(auth) };
  const fields = Object.entries<CredentialField>(auth.fields).map(([field, facts]) => ({
    name: field,
    label: facts.label,
    secret: facts.secret,
    required: facts.required,
    ...(facts.pattern === undefined ? {} : { pattern: facts.pattern }),
    ...(facts.description === undefined ? {} : { description: facts.description }),
  }));
  return { name, style: auth.style, credentials: madeBy(auth), fields };
}
