import type { TemplateFacts } from './facts.ts';

/** `unified/instant-messaging/members.yaml`: native record to unified record. */
export function mappingFile({ schema }: TemplateFacts): string {
  return `# yaml-language-server: $schema=${schema('mapping', 2)}
# The id of a member is made of these parts, for ever. On methods by id they are variables: $user.
key: { user: id }

# Field of the model -> JSONata over one native record. What yields nothing is left out. The fields there are, with what
# they mean, stand in unified-models/instant-messaging/members.yaml.
fields:
  name: display_name
  username: login
  # A text is an expression; for a value of its own write '"value"'.
  emails: |
    email.{ "email": $, "is_primary": true }
  # The case in cases/ fails until this is mapped. The provider says \`active: true\` or \`false\`:
  # status: |
  #   active ? "active" : "inactive"

list: { call: users.list }
# The path parameter \`user\` is filled from the part of the id with the same name.
get: { call: users.info }
`;
}
