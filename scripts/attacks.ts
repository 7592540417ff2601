import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'tsdown';
import { attackCorpus } from '../test/engine/expressions/attacks/corpus.ts';
import { runAttack } from '../test/engine/expressions/attacks/run-attack.ts';

/** What one attack took, in this process and in one of its own. */
export interface AttackRow {
  readonly kind: string;
  readonly name: string;
  /** What it ends with, by the corpus. */
  readonly ends: string;
  readonly ended: string;
  /**
   * Least of three runs, each by the clock or by the processor time of the process, whichever is less: the one counts
   * what other processes did meanwhile, the other what threads of the platform did beside it.
   */
  readonly runMs: number;
  /** As `runMs`, by processor time alone. */
  readonly runCpuMs: number;
  readonly compileMs: number;
  /** Peak memory over that of a process that does nothing; null when it was not measured. */
  readonly memoryMb: number | null;
  /** As `runMs`, of one run in a process of its own, where all code is new. Null as above. */
  readonly coldMs: number | null;
}

const run = promisify(execFile);

/** Most that may be measured beyond the slice of 15 ms: what is between two looks at the clock. */
const mostMs = 35;
const mostMemoryMb = 32;

/**
 * Bundles the child that runs one attack, so that it starts as fast as the product does.
 *
 * @returns the file to run and what to call when done
 */
export async function bundleChild(): Promise<{ readonly file: string; readonly remove: () => Promise<void> }> {
  const outDir = await mkdtemp(join(tmpdir(), 'patchbay-attacks-'));
  const entry = fileURLToPath(new URL('../test/engine/expressions/attacks/memory-child.ts', import.meta.url));
  await build({
    config: false,
    entry: [entry],
    outDir,
    format: 'esm',
    platform: 'node',
    deps: { alwaysBundle: [/./] },
    dts: false,
    logLevel: 'silent',
  });
  return { file: join(outDir, 'memory-child.mjs'), remove: () => rm(outDir, { recursive: true }) };
}

/** Runs an attack, or nothing, in a process of its own: how it ended and the peak of its memory. */
export async function runInChild(
  file: string,
  name: string,
): Promise<{ readonly ended: string; readonly runMs: number; readonly runCpuMs: number; readonly peakKb: number }> {
  const { stdout } = await run(process.execPath, [file, name], { timeout: 60_000 });
  // The child prints this shape and nothing else.
  return JSON.parse(stdout) as { ended: string; runMs: number; runCpuMs: number; peakKb: number };
}

/** Peak of a process that runs nothing, the least of five. */
export async function idlePeakKb(file: string): Promise<number> {
  let least = Infinity;
  for (let turn = 0; turn < 5; turn += 1) least = Math.min(least, (await runInChild(file, '')).peakKb);
  return least;
}

async function measure(only: string | undefined, withMemory: boolean): Promise<readonly AttackRow[]> {
  const child = withMemory ? await bundleChild() : undefined;
  try {
    const idleKb = child === undefined ? 0 : await idlePeakKb(child.file);
    const rows: AttackRow[] = [];
    for (const [kind, list] of Object.entries(attackCorpus)) {
      for (const attack of list) {
        if (only !== undefined && only !== kind) continue;
        const runs = [1, 2, 3].map(() => runAttack(attack));
        const forked = child === undefined ? undefined : await runInChild(child.file, attack.name);
        rows.push({
          kind,
          name: attack.name,
          ends: attack.ends,
          ended: runs[0]?.ended ?? '',
          runMs: Math.min(...runs.map(tookMs)),
          runCpuMs: Math.min(...runs.map(one => one.runCpuMs)),
          compileMs: runs[0]?.compileMs ?? 0,
          memoryMb: forked === undefined ? null : (forked.peakKb - idleKb) / 1024,
          coldMs: forked === undefined ? null : tookMs(forked),
        });
      }
    }
    return rows;
  } finally {
    await child?.remove();
  }
}

const tookMs = ({ runMs, runCpuMs }: { readonly runMs: number; readonly runCpuMs: number }): number =>
  Math.min(runMs, runCpuMs);

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at === -1 ? undefined : process.argv[at + 1];
}

async function main(): Promise<void> {
  const rows = await measure(option('--only'), !process.argv.includes('--no-memory'));
  const late = rows.filter(row => row.runMs > mostMs);
  // The time of a slice may be over before the count is; anything else is not what the corpus says.
  const astray = rows.filter(row => row.ended !== row.ends && row.ended !== 'sliceMs');
  const large = rows.filter(row => (row.memoryMb ?? 0) > mostMemoryMb);
  const kinds = [...new Set(rows.map(row => row.kind))];
  const report = {
    attacks: rows.length,
    limits: { ms: mostMs, memoryMb: mostMemoryMb },
    worst: worstOf(rows),
    slowest: [...rows].sort((a, b) => b.runMs - a.runMs).slice(0, 10),
    classes: Object.fromEntries(kinds.map(kind => [kind, worstOf(rows.filter(row => row.kind === kind))])),
    late,
    large,
    astray,
  };
  if (process.argv.includes('--json')) console.log(JSON.stringify({ ...report, rows }, null, 2));
  else console.log(report);
  if (late.length + large.length + astray.length > 0) process.exitCode = 1;
}

interface Worst {
  readonly attacks: number;
  readonly runMs: number;
  readonly runCpuMs: number;
  readonly compileMs: number;
  readonly memoryMb: number;
  readonly coldMs: number;
  /** How the attacks ended: a ceiling, the code of an error, or `value` where they do no harm. */
  readonly ended: Readonly<Record<string, number>>;
}

function worstOf(rows: readonly AttackRow[]): Worst {
  const greatest = (pick: (row: AttackRow) => number): number => Math.round(Math.max(...rows.map(pick)) * 10) / 10;
  const ended: Record<string, number> = {};
  for (const row of rows) ended[row.ended] = (ended[row.ended] ?? 0) + 1;
  return {
    attacks: rows.length,
    runMs: greatest(row => row.runMs),
    runCpuMs: greatest(row => row.runCpuMs),
    compileMs: greatest(row => row.compileMs),
    memoryMb: greatest(row => row.memoryMb ?? 0),
    coldMs: greatest(row => row.coldMs ?? 0),
    ended,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
