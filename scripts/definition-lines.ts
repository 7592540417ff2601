import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How much YAML each integration is, as a table: lines that are neither blank nor comments, and cases.
 *
 * @param folder where the integrations are
 */
export function definitionLines(folder: string): string {
  const rows = readdirSync(folder)
    .sort()
    .map(name => {
      const files = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).filter(isYaml);
      const count = (part: string): number =>
        files.filter(file => file.startsWith(part)).reduce((sum, file) => sum + linesOf(join(folder, name, file)), 0);
      const parts = [count('integration.yaml'), count('native'), count('unified')];
      const total = parts.reduce((sum, lines) => sum + lines, 0);
      const caseCount = files.filter(file => file.startsWith('cases')).length;
      return `| ${[name, ...parts, `**${total}**`, caseCount].join(' | ')} |`;
    });
  return [
    '| integration | integration.yaml | native/ | unified/ | lines | cases |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function isYaml(path: string): boolean {
  return path.endsWith('.yaml');
}

function linesOf(path: string): number {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(line => line.trim() !== '' && !line.trim().startsWith('#')).length;
}
