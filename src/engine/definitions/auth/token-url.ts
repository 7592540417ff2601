import { compileTemplateAt } from '../compiling/templates.ts';
import type { Template } from '../../templates/template.ts';
import { childPlace, type Place } from '../reading/place.ts';
import type { AuthContext } from './context.ts';
import { checkHosts } from '../linking/hosts.ts';

/** Where a way to link gets its tokens; undefined when there is a mistake, which is then reported. */
export function linkTokenUrl(way: Place, { hosts, reports }: AuthContext): Template | undefined {
  const place = childPlace(way, 'token_url');
  if (place === undefined) return undefined;
  checkHosts(place, hosts, reports);
  return compileTemplateAt(place, { encode: 'path', names: new Set(['account']) }, reports);
}
