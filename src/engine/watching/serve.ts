import type { Answer, DryRunAnswer } from '../call.ts';
import type { MethodContext } from '../methods/context.ts';
import { openGuard } from '../transport/guard/guard.ts';
import { createDryRun, DryRunEnd } from './dry-run.ts';
import { secretSettings } from './known-secrets.ts';
import { createTrace } from './trace.ts';
import { watchPorts } from './watch-ports.ts';

/** Serves one method of a unified call. */
export type ServeMethod = (context: MethodContext) => Promise<Answer>;

/** Serves a call up to its first request, which is answered instead of sent. */
export async function serveDry(serve: ServeMethod, context: MethodContext): Promise<DryRunAnswer> {
  const { run } = context;
  const dry = createDryRun(run.integration, run.ports, secretSettings(run.integration, run.account));
  try {
    await serve({ ...context, run: { ...run, ports: dry.ports, guard: openGuard } });
  } catch (error) {
    if (!(error instanceof DryRunEnd)) throw error;
  }
  return { kind: 'dry_run', requests: dry.requests };
}

/** Serves a call with its native records beside the unified ones, and says how they came about. */
export async function serveWatched(serve: ServeMethod, context: MethodContext): Promise<Answer> {
  const { call, run } = context;
  const { clock } = run.ports;
  const startedMs = clock.monotonicMs();
  const watched = watchPorts(run.integration, run.ports, secretSettings(run.integration, run.account));
  const trace = createTrace();
  const answer = await serve({
    ...context,
    call: { ...call, include: [...new Set([...call.include, 'remote_data'])] },
    run: { ...run, ports: watched.ports, trace },
  });
  if (answer.kind !== 'page' && answer.kind !== 'single') return answer;
  const durationMs = Math.round((clock.monotonicMs() - startedMs) * 10) / 10;
  return { ...answer, debug: { ...trace.facts, requests: watched.exchanges, durationMs } };
}
