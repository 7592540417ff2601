import type { TemplateFacts } from './facts.ts';

/** `integration.yaml`: identity, ways to link, paging, errors. */
export function integrationFile({ name, label, schema }: TemplateFacts): string {
  return `# yaml-language-server: $schema=${schema('integration', 0)}
format: 1
name: ${name}
label: ${label}
docs: https://docs.example.com

# Every path of native/*.yaml stands below it. Credentials go to the hosts listed here and nowhere else.
base_url: https://api.example.com/v1
hosts: [api.example.com]

# Ways to link an account; whoever links picks one. This one asks for a token; \`style: oauth2_code\` sends people to the
# provider's page instead.
auth:
  token:
    style: fields
    fields:
      access_token: { label: API token, secret: true, description: Where people find it. }
    makes: api
# Credentials an account may hold, in order of preference, and how one is attached to a call.
credential: [api]
attach: { headers: { authorization: "Bearer {{ credential.access_token }}" } }

# One call that any good token can make: it proves the credential and names the account.
on_link:
  steps: [{ id: me, call: users.me }]
  external_id: [$steps.me.id]
  label: $steps.me.display_name

# How most endpoints page; an endpoint may say otherwise. \`read\` looks into the body of an answer.
pagination: { style: cursor, send: cursor, read: next_cursor, limit: { send: limit, default: 100, max: 200 } }

# How the provider says that something failed. \`kinds\` sorts its codes; where no code is listed the HTTP status decides.
errors:
  when: $exists(error)
  code: error.code
  message: error.message
  kinds:
    unauthorized: [invalid_token]
    not_found: ["*_not_found"]
    rate_limited: [too_many_requests]
`;
}
