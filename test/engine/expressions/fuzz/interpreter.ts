import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MendName } from './mend.ts';

/** An expression and what it is evaluated on. */
export interface FuzzCase {
  readonly expression: string;
  readonly input: unknown;
}

/** A case, and the defects of the interpreter that it is evaluated without; with all of them: the package as it is. */
export interface Question extends FuzzCase {
  readonly without?: readonly MendName[];
}

/** What the package's interpreter made of a case. */
export type Answer =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'error'; readonly code: string; readonly position?: number; readonly token?: string }
  /** An exception of the platform: no error of the language. */
  | { readonly kind: 'crash'; readonly name: string; readonly message: string }
  /** It changed what it only may read. */
  | { readonly kind: 'wrote'; readonly what: string }
  /** It did not answer in time, or took its process with it. */
  | { readonly kind: 'hang' };

/** The package's interpreter in a process of its own. */
export interface Interpreter {
  ask(questions: readonly Question[]): Promise<readonly Answer[]>;
  end(): void;
}

/** A case that takes longer hangs; the interpreter's own limit is far below. */
const longestMs = 6_000;

/** Starts the interpreter; the process is started anew when it hangs or dies. */
export function startInterpreter(): Interpreter {
  let child: ChildProcess | undefined;
  const end = (): void => {
    child?.removeAllListeners();
    child?.kill('SIGKILL');
    child = undefined;
  };
  return {
    end,
    ask: async questions => {
      const answers: Answer[] = [];
      while (answers.length < questions.length) {
        child ??= await startChild();
        const more = await askChild(child, questions.slice(answers.length));
        answers.push(...more);
        if (answers.length === questions.length) break;
        end();
        answers.push({ kind: 'hang' });
      }
      return answers;
    },
  };
}

async function startChild(): Promise<ChildProcess> {
  const file = fileURLToPath(new URL('interpreter-child.ts', import.meta.url));
  const child = fork(file, [], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // Its first message says that it is ready; loading takes longer than any case.
  await once(child, 'message');
  return child;
}

/** The answers that came before it hung or died. */
function askChild(child: ChildProcess, questions: readonly Question[]): Promise<readonly Answer[]> {
  return new Promise(resolve => {
    const answers: Answer[] = [];
    const finish = (): void => {
      clearTimeout(timer);
      child.off('message', take);
      child.off('exit', finish);
      resolve(answers);
    };
    const timer = setTimeout(finish, longestMs);
    const take = (answer: Answer): void => {
      answers.push(answer);
      timer.refresh();
      if (answers.length === questions.length) finish();
    };
    child.on('message', take);
    child.on('exit', finish);
    // A child that died since it last answered cannot be asked.
    child.send([...questions], error => {
      if (error !== null) finish();
    });
  });
}
