import { qualityRules } from '../quality/rules.ts';

/** `quality.yaml`: what the integration claims about itself, nothing yet. */
export function qualityFile(): string {
  const rules = Object.entries(qualityRules).map(([name, { summary }]) => `  # ${summary}\n  ${name}: todo`);
  return `# Each rule: done ({ done: <path> } where something else proves it), todo, or { exempt: <reason> }. \`patchbay check\`\n# holds to what is done.\nrules:\n${rules.join('\n')}\n`;
}
