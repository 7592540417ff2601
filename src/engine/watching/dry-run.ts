import type { AuthDefinition, CredentialField, Integration } from '../definitions/definition.ts';
import { redacted } from '../hide-secrets.ts';
import type { CredentialProperties, Dispatcher, OutboundRequest, Ports } from '../ports.ts';
import { describeRequest, type DescribedRequest } from './describe-request.ts';

/** Thrown where the first request would go out. */
export class DryRunEnd extends Error {
  override readonly name = 'DryRunEnd';
}

/** Ports through which nothing goes out: no request, and no renewal of a token either. */
export interface DryRun {
  readonly ports: Ports;
  /** The request that would have been sent; what would follow depends on its answer. */
  readonly requests: readonly DescribedRequest[];
}

/** @param secrets values that must not be shown, beside the credential, which is never read */
export function createDryRun(integration: Integration, ports: Ports, secrets: readonly string[]): DryRun {
  const requests: DescribedRequest[] = [];
  const properties = emptyCredential(integration);
  const end = (request: OutboundRequest): Promise<never> => {
    requests.push(describeRequest(request, integration, secrets));
    return Promise.reject(new DryRunEnd());
  };
  // Named one by one: a further way out has to be closed here too.
  const dispatcher: Dispatcher = { send: end, stream: end };
  return {
    requests,
    ports: {
      ...ports,
      limiter: { reserve: () => Promise.resolve({ settle: () => undefined }) },
      credentials: {
        read: () => Promise.resolve(properties),
        renew: () => Promise.resolve(undefined),
        refused: () => Promise.resolve(),
      },
      dispatcher,
    },
  };
}

/** Every property that a credential of the integration can have, without its value. */
function emptyCredential({ auth }: Integration): CredentialProperties {
  const names = Object.values(auth).flatMap(propertiesOf);
  return Object.fromEntries(['access_token', ...names].map(name => [name, redacted]));
}

function propertiesOf(auth: AuthDefinition): readonly string[] {
  if (auth.style === 'oauth2_code') return Object.values(auth.credentials).flatMap(paths => Object.keys(paths));
  const fields = Object.entries<CredentialField & { readonly fills?: string }>(auth.fields);
  return fields.filter(([, { setting }]) => !setting).map(([name, { fills }]) => fills ?? name);
}
