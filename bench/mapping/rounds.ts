import { setTimeout as sleep } from 'node:timers/promises';
import { contestants, type Contestant, type Race } from './contestants.ts';
import { createShuffle } from './shuffle.ts';

export interface RoundOptions {
  /** At least 9, so that a minimum means something beside other jobs. */
  readonly rounds: number;
  /** Milliseconds that one measurement takes, roughly. */
  readonly sampleMs: number;
  /** Told after each round. */
  readonly progress?: (round: number) => void;
}

/** Rounds before the first that counts: the compiler has seen every mapping by then. */
const unmeasured = 6;

/** Microseconds per record of each contestant, one for each round. */
export type Samples = { readonly [name in Contestant]: readonly number[] };

/**
 * Times everything in one run: in each round every page is mapped by every contestant in turn, and in another
 * order, so that none always comes behind the same other. All of them share the process, its garbage and what the compiler has learnt of their types.
 */
export async function runRounds(races: readonly Race[], options: RoundOptions): Promise<Samples[]> {
  const lanes = races.map(race => ({ race, turns: new Map<Contestant, number>(), samples: emptySamples() }));
  for (const lane of lanes)
    for (const name of contestants) lane.turns.set(name, await warmUp(lane.race, name, options));
  const shuffle = createShuffle();
  for (let round = -unmeasured; round < options.rounds; round += 1) {
    for (const { race, turns, samples } of lanes) {
      for (const name of shuffle(contestants)) {
        const us = await measure(race, name, turns.get(name) ?? 1);
        if (round >= 0) samples[name].push(us);
      }
    }
    // The compiler works beside; what it has finished is taken over between two turns.
    await sleep(round < 0 ? 20 : 0);
    options.progress?.(round + 1);
  }
  return lanes.map(({ samples }) => samples);
}

const emptySamples = (): { readonly [name in Contestant]: number[] } => ({
  hand: [],
  source: [],
  off: [],
  control: [],
  closures: [],
  interpreter: [],
});

/** Runs until the compiler has done its work. @returns pages to map for one measurement */
async function warmUp(race: Race, name: Contestant, { sampleMs }: RoundOptions): Promise<number> {
  let turns = 1;
  for (;;) {
    const us = await measure(race, name, turns);
    const ms = (us * turns * race.page.items.length) / 1000;
    if (ms >= sampleMs) break;
    turns *= 2;
  }
  for (let again = 0; again < 3; again += 1) await measure(race, name, turns);
  return turns;
}

async function measure({ page, run, interpret }: Race, name: Contestant, turns: number): Promise<number> {
  let seen = 0;
  const began = performance.now();
  if (name === 'interpreter') for (let at = 0; at < turns; at += 1) seen += (await interpret()).length;
  else for (let at = 0; at < turns; at += 1) seen += run[name]().length;
  const us = (performance.now() - began) * 1000;
  // What mapping gave is counted, so that no compiler leaves it out.
  if (seen !== turns * page.items.length) throw new Error(`${page.mapping}: ${name} mapped ${seen} records.`);
  return us / seen;
}
