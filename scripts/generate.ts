import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCatalogue } from '../src/engine/definitions/load.ts';
import { formatProblem } from '../src/engine/definitions/problem.ts';
import { betweenMarkers } from './between-markers.ts';
import { configPage } from './config-reference.ts';
import { coverageMatrix, coverageReference } from './coverage-page.ts';
import { definitionLines } from './definition-lines.ts';
import { formatReference } from './format-reference/page.ts';
import { functionsPage } from './functions-reference.ts';
import { generateTypes } from './model-types.ts';

// Writes what is made of something else: types from unified-models/, the reference of the format from schemas/, that of the functions
// from their registry, the operators' table from the variables, and from the definitions the reference of coverage, the README's
// matrix and the lines that decision 12 counts. With --check it only says what is stale.

const root = fileURLToPath(new URL('..', import.meta.url));

const catalogue = loadCatalogue({ integrations: [join(root, 'integrations')], models: [join(root, 'unified-models')] });
const { models, problems } = catalogue;
for (const problem of problems) console.error(formatProblem(problem));

const readme = await readFile(join(root, 'README.md'), 'utf8');
const lessons = 'docs/decisions/0012-what-four-providers-asked-of-the-format.md';
const wanted = new Map([
  ['docs/operating.md', configPage().fresh],
  ['docs/reference/format.md', formatReference().page],
  ['docs/reference/functions.md', (await functionsPage()).fresh],
  ['docs/reference/coverage.md', coverageReference(catalogue)],
  [
    lessons,
    betweenMarkers(await readFile(join(root, lessons), 'utf8'), 'lines', definitionLines(join(root, 'integrations'))),
  ],
  ['README.md', betweenMarkers(readme, 'coverage', coverageMatrix(catalogue))],
]);
for (const model of models.values()) {
  wanted.set(`src/engine/models/generated/${model.name}.ts`, await generateTypes(model));
}

const isCheck = process.argv.includes('--check');
let stale = 0;
for (const [file, text] of wanted) {
  const path = join(root, file);
  if (text === (await readFile(path, 'utf8').catch(() => undefined))) continue;
  stale += 1;
  if (isCheck) {
    console.error(`${file} is stale: run npm run generate`);
  } else {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
    console.log(`wrote ${file}`);
  }
}
process.exitCode = problems.length > 0 || (stale > 0 && isCheck) ? 1 : 0;
