import { isAlike } from './alike.ts';
import type { FuzzCase, Interpreter } from './interpreter.ts';
import type { Mend } from './mend.ts';
import { mends } from './mends.ts';
import type { Outcome } from './outcome.ts';

/**
 * The fewest defects of the interpreter without which it ends as ours does; undefined when it differs even without all
 * of them.
 */
export async function neededMends(
  one: FuzzCase,
  ours: Outcome,
  interpreter: Interpreter,
): Promise<readonly Mend[] | undefined> {
  const agreesWithout = async (defects: readonly Mend[]): Promise<boolean> => {
    const [answer] = await interpreter.ask([{ ...one, without: defects.map(({ name }) => name) }]);
    return answer !== undefined && isAlike(ours, answer);
  };
  if (!(await agreesWithout(mends))) return undefined;
  for (const defect of mends) if (await agreesWithout([defect])) return [defect];
  let needed = mends;
  for (const defect of mends) {
    const fewer = needed.filter(other => other !== defect);
    if (await agreesWithout(fewer)) needed = fewer;
  }
  return needed;
}
