import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemory } from '../../../src/store/memory/memory.ts';

interface Row {
  readonly id: string;
  readonly text: string;
}

/** A memory over one row, with everything it depends on in the test's hands. */
function createScene(options: { max?: number } = {}) {
  const world = { trusted: true, nowMs: 0, reads: 0, row: { id: 'r1', text: 'one' } as Row | undefined };
  const memory = createMemory<Row>({
    subjectOf: ({ id }) => `row ${id}`,
    isTrusted: () => world.trusted,
    monotonicMs: () => world.nowMs,
    ...options,
  });
  const recall = (key = 'k') =>
    memory.recall(key, async () => {
      world.reads += 1;
      return world.row;
    });
  return Object.assign(world, { memory, recall });
}

describe('a memory', () => {
  it('answers what was read before, and how old that is', async () => {
    const scene = createScene();
    await scene.recall();
    scene.row = { id: 'r1', text: 'two' };
    scene.nowMs = 29_000;
    expect(await scene.recall()).toEqual({ value: { id: 'r1', text: 'one' }, ageMs: 29_000 });
  });

  it('reads again what is older than half a minute', async () => {
    const scene = createScene();
    await scene.recall();
    scene.row = { id: 'r1', text: 'two' };
    scene.nowMs = 30_001;
    expect(await scene.recall()).toEqual({ value: { id: 'r1', text: 'two' }, ageMs: 0 });
  });

  it('forgets all that is about a subject, and nothing else', async () => {
    const scene = createScene();
    await scene.recall('a');
    await scene.recall('b');
    scene.row = { id: 'r2', text: 'other' };
    await scene.recall('c');
    scene.memory.forget('row r1');
    for (const key of ['a', 'b', 'c']) await scene.recall(key);
    expect(scene.reads).toBe(5);
  });

  it('remembers nothing that is not there', async () => {
    const scene = createScene();
    scene.row = undefined;
    expect(await scene.recall()).toBeUndefined();
    scene.row = { id: 'r1', text: 'one' };
    expect(await scene.recall()).toEqual({ value: { id: 'r1', text: 'one' }, ageMs: 0 });
  });

  it('neither answers nor keeps anything while nobody vouches for it', async () => {
    const scene = createScene();
    await scene.recall();
    scene.trusted = false;
    await scene.recall();
    expect(scene.reads).toBe(2);
    scene.memory.forgetAll();
    await scene.recall();
    scene.trusted = true;
    await scene.recall();
    expect(scene.reads).toBe(4);
  });

  it('does not keep what was read while trust came or something was forgotten', async () => {
    const scene = createScene();
    const during = async (happens: () => void): Promise<number> => {
      await scene.memory.recall('k', async () => {
        const row = scene.row;
        happens();
        return row;
      });
      const before = scene.reads;
      await scene.recall();
      scene.memory.forgetAll();
      return scene.reads - before;
    };
    expect(await during(() => undefined)).toBe(0);
    expect(await during(() => scene.memory.forget('row r9'))).toBe(1);
    scene.trusted = false;
    expect(await during(() => (scene.trusted = true))).toBe(1);
  });

  it('holds no more than its greatest number', async () => {
    const scene = createScene({ max: 2 });
    for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await scene.recall(key);
    expect(scene.reads).toBe(4);
  });

  it('never answers what was changed before it was asked, however reads and changes overlap', async () => {
    const steps = fc.array(
      fc.record({ does: fc.constantFrom('recall', 'change', 'finish', 'untrust', 'trust', 'pass'), at: fc.nat(5) }),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async plan => {
        const scene = createScene();
        let version = 0;
        const open: (() => void)[] = [];
        const outcomes: Promise<boolean>[] = [];
        const recall = async (): Promise<boolean> => {
          const asked = version;
          const recalled = await scene.memory.recall('k', async () => {
            const row = { id: 'r1', text: String(version) };
            await new Promise<void>(resolve => open.push(resolve));
            return row;
          });
          return Number(recalled?.value.text) >= asked;
        };
        const acts: Record<string, (at: number) => void> = {
          recall: () => void outcomes.push(recall()),
          change: () => {
            version += 1;
            // A change is told while it is listened for, and whoever begins to listen again forgets first.
            if (scene.trusted) scene.memory.forget('row r1');
          },
          finish: at => open.splice(at, 1)[0]?.(),
          untrust: () => {
            scene.trusted = false;
            scene.memory.forgetAll();
          },
          trust: () => (scene.trusted = true),
          pass: at => (scene.nowMs += at * 4_000),
        };
        for (const { does, at } of plan) {
          acts[does]?.(at);
          await Promise.resolve();
        }
        for (let left = open.shift(); left; left = open.shift()) {
          left();
          await Promise.resolve();
        }
        expect(await Promise.all(outcomes)).toEqual(outcomes.map(() => true));
      }),
      { numRuns: 1_000 },
    );
  });
});
