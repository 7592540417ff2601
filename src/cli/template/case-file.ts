import type { TemplateFacts } from './facts.ts';

/** `cases/members.list.yaml`: a proof that fails until the mapping is completed. */
export function caseFile({ schema }: TemplateFacts): string {
  return `# yaml-language-server: $schema=${schema('case', 1)}
# A case is a proof: one call of ours, what the provider is asked for it and answers, and what the caller gets. Take the
# answers from the real provider, and take out what is nobody's business.
name: lists members, active or not
call: { resource: members, method: list, query: { limit: 2 } }
upstream:
  - request:
      method: GET
      host: api.example.com
      path: /v1/users
      query: { limit: "2" }
      headers: { authorization: Bearer case-token }
    reply:
      body:
        users:
          - { id: u1, display_name: Ada Lovelace, login: ada, email: ada@example.com, active: true }
          - { id: u2, display_name: Charles Babbage, login: charles, active: false }
        next_cursor: u2
expect:
  result:
    - id: u1
      name: Ada Lovelace
      username: ada
      emails: [{ email: ada@example.com, is_primary: true }]
      status: active
    - { id: u2, name: Charles Babbage, username: charles, status: inactive }
  next_cursor: present
`;
}
