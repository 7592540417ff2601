import { createRangeCheck } from '../egress/addresses.ts';
import { parseDialMap, type DialMap } from '../egress/dial-map.ts';
import type { ValidationMode } from '../engine/methods/context.ts';
import { Secret } from '../secret.ts';
import { parseMasterKeys, type MasterKeys } from '../store/master-keys.ts';
import { readApps, type ConfiguredApps } from './apps.ts';
import {
  commaList,
  databaseUrl,
  folder,
  folders,
  hostName,
  oneOf,
  publicUrl,
  wholeNumber,
  type ReadValue,
} from './values.ts';

/** What the operator decides, read once at the start and never again. */
export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Without a slash at the end; undefined: the address that is listened on. */
  readonly publicUrl: string | undefined;
  readonly databaseUrl: Secret | undefined;
  readonly databaseConnections: number;
  /** Folder of the embedded database, when there is no `databaseUrl`. */
  readonly dataFolder: string;
  readonly masterKeys: MasterKeys;
  /** Apps registered with the providers. */
  readonly apps: ConfiguredApps;
  /** Folders with further integrations and models, after those that come with the product. */
  readonly integrationFolders: readonly string[];
  readonly modelFolders: readonly string[];
  /** How changed definitions are noticed. */
  readonly reload: (typeof reloadModes)[number];
  readonly validation: ValidationMode;
  /** Whether the limits that definitions declare are kept. */
  readonly rates: (typeof rateModes)[number];
  readonly callsPerProvider: number;
  readonly callsPerAccount: number;
  readonly breakerFailures: number;
  readonly breakerSeconds: number;
  readonly dial: DialMap;
  readonly allowCidrs: readonly string[];
  /** Whether /openapi.json is served; it asks for no key. */
  readonly openapi: Switch;
  /** Whether the reference page is served, beside /openapi.json. */
  readonly docs: Switch;
  /** File of a demo whose key and account /docs fills in. */
  readonly docsDemo: string | undefined;
  readonly logLevel: LogLevel;
  readonly drainDelaySeconds: number;
  readonly drainSeconds: number;
}

export type Switch = (typeof switches)[number];

export type LogLevel = (typeof logLevels)[number];

const reloadModes = ['watch', 'poll', 'off'] as const;

const rateModes = ['declared', 'off'] as const;

const switches = ['on', 'off'] as const;

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** One variable of the environment. */
export interface Variable<T> {
  readonly name: string;
  readonly description: string;
  /** As it would be written; absent: there is none. `required` then says whether it has to be set. */
  readonly default?: string;
  readonly required?: 'required';
  readonly unit?: string;
  readonly bounds?: string;
  /** Its value is never shown, and `<name>_FILE` may name a file that holds it. */
  readonly secret?: 'secret';
  readonly read: ReadValue<T>;
}

/** Every variable there is. The reference is made from this table. */
export const variables: { readonly [K in keyof Config]: Variable<Exclude<Config[K], undefined>> } = {
  host: {
    name: 'HOST',
    description: 'Address to listen on. `0.0.0.0` or `::` for all; put a proxy with TLS in front then.',
    default: '127.0.0.1',
    read: hostName,
  },
  port: {
    name: 'PORT',
    description: 'Port to listen on; 0 for any free one.',
    default: '8080',
    bounds: '0 to 65535',
    read: wholeNumber(0, 65_535),
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    description: 'Where users and providers reach this server. Default: the address it listens on.',
    read: publicUrl,
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    description:
      'PostgreSQL 15 or later, `postgresql://user:password@host:5432/database`. Default: an embedded server of its own.',
    secret: 'secret',
    read: (text, source) => new Secret(databaseUrl(text, source)),
  },
  databaseConnections: {
    name: 'PATCHBAY_DATABASE_CONNECTIONS',
    description: 'Connections to the database of one process, at most; one more listens to changes.',
    default: '10',
    bounds: '1 to 200',
    read: wholeNumber(1, 200),
  },
  dataFolder: {
    name: 'PATCHBAY_DATA',
    description: 'Folder for the embedded database.',
    default: './data',
    read: folder,
  },
  masterKeys: {
    name: 'PATCHBAY_MASTER_KEY',
    description:
      'Encrypts the stored credentials: 32 random bytes in base64 (`openssl rand -base64 32`). To change it, give both ' +
      'with numbers, `v2:<base64>,v1:<base64>`; the first encrypts.',
    required: 'required',
    secret: 'secret',
    read: parseMasterKeys,
  },
  apps: {
    name: 'PATCHBAY_APPS',
    description:
      'Apps registered with the providers, a map in JSON or YAML: integration, then `client_id`, `client_secret` and the facts that its ' +
      'definition declares under `app`.',
    default: '',
    secret: 'secret',
    read: readApps,
  },
  integrationFolders: {
    name: 'PATCHBAY_INTEGRATIONS',
    description: 'Further folders with integrations of your own, separated as in PATH.',
    default: '',
    read: folders,
  },
  modelFolders: {
    name: 'PATCHBAY_MODELS',
    description: 'Further folders with unified models of your own, separated as in PATH.',
    default: '',
    read: folders,
  },
  reload: {
    name: 'PATCHBAY_RELOAD',
    description:
      'How changed definitions are noticed while the server runs: `watch` is told by the system, `poll` looks through the ' +
      'folders (for network file systems), `off` not before the next start.',
    default: 'watch',
    bounds: reloadModes.join(', '),
    read: oneOf(reloadModes),
  },
  validation: {
    name: 'PATCHBAY_VALIDATION',
    description:
      'What becomes of a record that does not fit its model: `strict` fails the call, `report` answers with a warning, `off` does not look.',
    default: 'report',
    bounds: 'strict, report, off',
    read: oneOf(['strict', 'report', 'off']),
  },
  rates: {
    name: 'PATCHBAY_RATES',
    description:
      'Whether calls keep to the rates that definitions declare: `declared` waits for them, `off` only when a provider itself ' +
      'refuses a call for its rate (for a sandbox that counts nothing).',
    default: 'declared',
    bounds: rateModes.join(', '),
    read: oneOf(rateModes),
  },
  callsPerProvider: {
    name: 'PATCHBAY_CALLS_PER_PROVIDER',
    description: 'Requests under way to one provider, at most; twice as many wait, and more are `OVERLOADED`.',
    default: '64',
    bounds: '1 to 1000',
    read: wholeNumber(1, 1_000),
  },
  callsPerAccount: {
    name: 'PATCHBAY_CALLS_PER_ACCOUNT',
    description:
      'Requests under way to a provider for one account, at most. Of its calls three times as many are served at once, and more are ' +
      '`PROVIDER_RATE_LIMITED`.',
    default: '8',
    bounds: '1 to 1000',
    read: wholeNumber(1, 1_000),
  },
  breakerFailures: {
    name: 'PATCHBAY_BREAKER_FAILURES',
    description: 'Failures of a provider in a row after which nothing is sent to it for a while.',
    default: '5',
    bounds: '2 to 1000',
    read: wholeNumber(2, 1_000),
  },
  breakerSeconds: {
    name: 'PATCHBAY_BREAKER_SECONDS',
    description: 'How long nothing is sent then; doubled, up to 60, each time the provider fails again.',
    default: '10',
    unit: 'seconds',
    bounds: '1 to 60',
    read: wholeNumber(1, 60),
  },
  dial: {
    name: 'PATCHBAY_DIAL',
    description:
      'Dials other addresses for hosts, as `host=address:port,...`: for a sandbox. Loopback or an allowed range.',
    default: '',
    read: parseDialMap,
  },
  allowCidrs: {
    name: 'PATCHBAY_ALLOW_CIDRS',
    description: 'Address ranges beside the public ones that may be called, as `10.1.0.0/16,...`.',
    default: '',
    read: text => {
      const ranges = commaList(text, 'PATCHBAY_ALLOW_CIDRS');
      createRangeCheck(ranges);
      return ranges;
    },
  },
  openapi: {
    name: 'PATCHBAY_OPENAPI',
    description: 'Whether `/openapi.json` describes this server, to anyone and without a key.',
    default: 'on',
    bounds: switches.join(', '),
    read: oneOf(switches),
  },
  docs: {
    name: 'PATCHBAY_DOCS',
    description:
      'Whether `/docs` shows that description as a page, without a key. Nothing where `PATCHBAY_OPENAPI` is `off`.',
    default: 'on',
    bounds: switches.join(', '),
    read: oneOf(switches),
  },
  docsDemo: {
    name: 'PATCHBAY_DOCS_DEMO',
    description:
      'For a demo alone: a file whose `PATCHBAY_KEY` and first `ACCOUNT_…` the page fills in for everyone on this machine. ' +
      'Refused unless HOST is a loopback address.',
    read: folder,
  },
  logLevel: {
    name: 'LOG_LEVEL',
    description: 'Least important lines that are logged.',
    default: 'info',
    bounds: logLevels.join(', '),
    read: oneOf(logLevels),
  },
  drainDelaySeconds: {
    name: 'PATCHBAY_DRAIN_DELAY_SECONDS',
    description:
      'Time between `/readyz` turning 503 and the end of accepting: as long as the load balancer takes to look elsewhere.',
    default: '0',
    unit: 'seconds',
    bounds: '0 to 60',
    read: wholeNumber(0, 60),
  },
  drainSeconds: {
    name: 'PATCHBAY_DRAIN_SECONDS',
    description: 'Time that calls under way get to finish once no more are accepted.',
    default: '25',
    unit: 'seconds',
    bounds: '0 to 300',
    read: wholeNumber(0, 300),
  },
};
