import { allDocuments } from './documents.ts';
import { createProofs, type Proofs } from './proofs.ts';
import { documentKinds, rootOf, type DocumentKind } from './schema.ts';
import { sectionsOf, type Row, type Section } from './sections.ts';
import { findUses, useId, type Uses } from './uses.ts';
import { describeValue } from './values.ts';

/** A key of the format in the page. */
export interface ReferenceKey {
  readonly kind: DocumentKind;
  /** `endpoints.<name>.params`. */
  readonly section: string;
  readonly key: string;
  /** The file that proves it; undefined when there is none. */
  readonly proof: string | undefined;
  /** Integrations or models; empty: the word is reserved. */
  readonly users: readonly string[];
}

/** The reference of the definition format in Markdown, and the keys in it. */
export function formatReference(): { readonly page: string; readonly keys: readonly ReferenceKey[] } {
  const documents = allDocuments();
  const facts: Facts = { uses: findUses(documents), proofs: createProofs(documents) };
  const keys: ReferenceKey[] = [];
  const parts = documentKinds.map(kind => renderKind(kind, facts, keys));
  return { page: `${introduction}\n${parts.join('\n')}`, keys };
}

interface Facts {
  readonly uses: Uses;
  readonly proofs: Proofs;
}

const introduction = `<!-- Generated from schemas/ and the definitions by scripts/generate.ts; changes belong there. -->
# The definition format

Every key of every kind of definition file. **Value** is one of:

- *name*: a word of the format, the model or the integration (\`call: conversations.history\`)
- *expression*: JSONata; numbers, booleans and lists of them stand for themselves. *expressions*: maps and lists of such, nested as needed
- *template*: Liquid, for paths, addresses and header values
- *literal*: the value itself
- *prose*: text for people

**Proof** is a case that runs through the key, or a test that loads a definition with it. **Users** are the integrations (or models) that write it; a key
without a user is *reserved*: it works, and its form may still change.
`;

function renderKind(kind: DocumentKind, facts: Facts, keys: ReferenceKey[]): string {
  const sections = sectionsOf(kind);
  const titles = new Map(sections.map(section => [section.id, titleOf(kind, section)]));
  const linkTo = (id: string): string | undefined => {
    const title = titles.get(id);
    return title === undefined ? undefined : `[map](#${anchorOf(title)})`;
  };
  const { schema } = rootOf(kind);
  const rendered = sections.map(section => {
    const rows = section.rows.map(row => {
      const found = factsOf(kind, section, row, facts);
      keys.push(found);
      return renderRow(row, describeValue(row.node, linkTo), found);
    });
    return renderSection(kind, section, titles.get(section.id) ?? '', rows);
  });
  return `\n## ${String(schema['title'])}\n\n${String(schema['description'])}\n${rendered.join('')}`;
}

function factsOf(kind: DocumentKind, section: Section, { key }: Row, { uses, proofs }: Facts): ReferenceKey {
  const id = useId(section.id, key);
  const found = uses.get(id) ?? [];
  const users = [...new Set(found.map(({ document }) => document.owner))].sort();
  return { kind, section: section.paths[0] ?? '', key, proof: proofs.proofOf(id, found), users };
}

function titleOf(kind: DocumentKind, { id, paths }: Section): string {
  const [first = ''] = paths;
  if (first === '') return `${kind}: the document`;
  const name = /\/definitions\/(\w+)$/.exec(id)?.[1];
  return `${kind}: ${first}${name === undefined ? '' : ` (${name})`}`;
}

/** As GitHub makes the anchor of a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

function renderSection(kind: DocumentKind, section: Section, title: string, rows: readonly string[]): string {
  const { paths, description } = section;
  const isWhole = section.id === rootOf(kind).id;
  const others = paths.slice(1).map(path => `\`${path}\``);
  const text = [
    ...(isWhole || description === undefined ? [] : [description]),
    ...(others.length > 0 ? [`Also at ${others.join(', ')}.`] : []),
  ].join(' ');
  const head = ['| Key | Value | Default | Meaning | Proof | Users |', '|---|---|---|---|---|---|'];
  return [`\n### ${escapeHeading(title)}\n`, ...(text === '' ? [] : [`${escape(text)}\n`]), ...head, ...rows, ''].join(
    '\n',
  );
}

function renderRow({ key, isRequired, node }: Row, value: string, { proof, users }: ReferenceKey): string {
  const standard = node.schema['default'];
  const cells = [
    `\`${key}\`${isRequired ? ' (required)' : ''}`,
    value,
    standard === undefined ? '' : `\`${JSON.stringify(standard)}\``,
    node.description ?? '',
    proof === undefined ? 'none' : `[${proof.slice(proof.lastIndexOf('/') + 1)}](../../${proof})`,
    users.length === 0 ? '*reserved*' : users.join(', '),
  ];
  return `| ${cells.map(escape).join(' | ')} |`;
}

/** Bars would end a cell, and angle brackets outside of code would be taken for HTML. */
function escape(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;')))
    .join('')
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ');
}

function escapeHeading(title: string): string {
  return title.replaceAll('<', '\\<');
}
