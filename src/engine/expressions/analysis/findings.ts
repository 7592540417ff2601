import type { Finding } from '../expression.ts';
import type { LoweredTree } from '../syntax/lower.ts';

export function findFindings(_tree: LoweredTree): readonly Finding[] {
  return [];
}
