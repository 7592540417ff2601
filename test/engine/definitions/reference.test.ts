import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { formatReference } from '../../../scripts/format-reference/page.ts';

const committed = fileURLToPath(new URL('../../../docs/reference/format.md', import.meta.url));
const { page, keys } = formatReference();

it('the committed reference of the format is the one that schemas and definitions generate', () => {
  expect(page).toBe(readFileSync(committed, 'utf8'));
});

it('every key of the format has a case or a test', () => {
  const unproved = keys.filter(({ proof }) => proof === undefined);
  expect(unproved.map(({ kind, section, key }) => `${kind} ${section} ${key}`)).toEqual([]);
});

it('every link inside the reference leads to one of its headings', () => {
  const headings = [...page.matchAll(/^#{2,3} (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^a-z0-9 _-]/g, '')
      .replaceAll(' ', '-'),
  );
  const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor]) => anchor);
  expect(links.length).toBeGreaterThan(50);
  expect(links.filter(anchor => !headings.includes(anchor ?? ''))).toEqual([]);
});
