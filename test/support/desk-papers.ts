import { deskFiles } from './desk-files.ts';

/** Files of the made-up provider: of its own API, at an address it names, and at one it hands out without a credential. */
export const paperFiles: Readonly<Record<string, string>> = {
  'unified-models/talk/papers.yaml': `description: A file.
fields:
  id: { type: string, required: true, description: Id., example: p1 }
  name: { type: string, description: Name., example: plan.txt }
  type: { type: string, description: Media type., example: text/plain }
methods:
  get: { description: A file. }
  open: { description: Its bytes., stream: { file_name: name, content_type: type } }
`,
  'integrations/desk/integration.yaml': (deskFiles['integrations/desk/integration.yaml'] ?? '').replace(
    'settings:',
    'bare_hosts: [bytes.desk.example]\nsettings:',
  ),
  'integrations/desk/native/papers.yaml': `endpoints:
  info: { get: "/papers/{{ paper }}", item: paper }
  bytes: { get: "/papers/{{ paper }}/bytes", accept: binary }
  linked: { get: given, accept: binary, attach: true }
`,
  'integrations/desk/unified/talk/papers.yaml': `key: { paper: id }
fields: { name: title, type: kind }
get: { call: papers.info }
methods:
  open:
    - { id: linked, when: "$exists(link)", call: papers.linked, url: link }
    - { id: own, call: papers.bytes }
`,
};
