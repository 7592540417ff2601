import type { TemplateFacts } from './facts.ts';

/** `native/users.yaml`: endpoints in the provider's own words. */
export function nativeFile({ schema }: TemplateFacts): string {
  return `# yaml-language-server: $schema=${schema('native', 1)}
# Endpoints in the provider's own words; elsewhere this one is \`users.list\`: <file>.<endpoint>.
endpoints:
  me:
    get: /me
    description: Whose token it is.
    item: user
    pagination: none
  list:
    get: /users
    description: Everyone, deactivated people too.
    # Where the records are in the body of an answer.
    items: users
  info:
    get: /users/{{ user }}
    item: user
    pagination: none
`;
}
