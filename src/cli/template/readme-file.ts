import type { TemplateFacts } from './facts.ts';

/** \`README.md\`: what people need to know to link an account. */
export function readmeFile({ label }: TemplateFacts): string {
  return `# ${label}

What it reads and writes, in a sentence.

## App registration

How to get the credential that \`integration.yaml\` asks for.

## Scopes

| resource | scopes |
| --- | --- |
| members | |

## Limits

How many calls the provider allows, and what it answers beyond that.

## Known gaps

What the provider could do and this integration does not, with the reason.
`;
}
