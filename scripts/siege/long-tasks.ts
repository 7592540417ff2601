/** A stretch without a pause of the event loop, by a profile. */
export interface LongTask {
  /** Since the profile began. */
  readonly startMs: number;
  readonly ms: number;
  /** What took most of it: functions with their own milliseconds. */
  readonly busiest: readonly string[];
}

/** The parts of a `.cpuprofile` that are read here. */
export interface Profile {
  readonly startTime: number;
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** Functions of a task, and callers of each, that are told. */
const shown = 6;

/** The longest tasks of a profile, longest first. */
export function longTasks(
  profile: Profile,
  { least, most }: { readonly least: number; readonly most: number },
): LongTask[] {
  const frames = new Map(profile.nodes.map(node => [node.id, node.callFrame] as const));
  const parents = new Map(profile.nodes.flatMap(node => (node.children ?? []).map(child => [child, node.id] as const)));
  const tasks: LongTask[] = [];
  let own = new Map<string, number>();
  let [startUs, lengthUs, nowUs] = [0, 0, 0];
  const settle = (): void => {
    if (lengthUs / 1000 >= least) tasks.push({ startMs: round(startUs), ms: round(lengthUs), busiest: busiestOf(own) });
    own = new Map();
    lengthUs = 0;
  };
  for (const [index, id] of profile.samples.entries()) {
    const deltaUs = profile.timeDeltas[index + 1] ?? 0;
    nowUs += profile.timeDeltas[index] ?? 0;
    const name = frames.get(id)?.functionName ?? '';
    if (name === '(idle)' || name === '(program)') settle();
    else {
      if (lengthUs === 0) startUs = nowUs;
      lengthUs += deltaUs;
      const where = pathOf(id, frames, parents);
      own.set(where, (own.get(where) ?? 0) + deltaUs);
    }
  }
  settle();
  return tasks.sort((a, b) => b.ms - a.ms).slice(0, most);
}

type Frames = ReadonlyMap<number, Profile['nodes'][number]['callFrame']>;

/** A function and who called it, innermost first. */
function pathOf(id: number, frames: Frames, parents: ReadonlyMap<number, number>): string {
  const names: string[] = [];
  for (let at: number | undefined = id; at !== undefined && names.length < shown; at = parents.get(at)) {
    const frame = frames.get(at);
    if (frame && frame.functionName !== '(root)')
      names.push(`${frame.functionName || '(anonymous)'}:${frame.lineNumber + 1}`);
  }
  return names.join(' < ');
}

function busiestOf(own: ReadonlyMap<string, number>): readonly string[] {
  return [...own]
    .sort(([, a], [, b]) => b - a)
    .slice(0, shown)
    .map(([name, us]) => `${round(us)} ms ${name}`);
}

const round = (us: number): number => Math.round(us / 100) / 10;
