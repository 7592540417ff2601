import { qualityRules } from '../quality.ts';

/** `quality.yaml`: what the integration claims about itself, nothing yet. */
export function qualityFile(): string {
  const rules = Object.entries(qualityRules).map(([name, { summary }]) => `  # ${summary}\n  ${name}: todo`);
  return `# Each rule: done, todo, or { exempt: <reason> }. \`patchbay check\` holds to what is done.\nrules:\n${rules.join('\n')}\n`;
}
