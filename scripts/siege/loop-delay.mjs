// Preloaded into the server (`node --import`): answers `{ loopDelay: 'reset' | 'read' }` over IPC with how late its event loop ran.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 1;
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
histogram.enable();

const inMs = nanoseconds => Math.round(nanoseconds / 1e4) / 100;

process.on('message', message => {
  if (message?.loopDelay === 'reset') histogram.reset();
  if (message?.loopDelay !== 'read') return;
  const at = percent => inMs(histogram.percentile(percent));
  process.send?.({ loopDelay: { p50: at(50), p99: at(99), p999: at(99.9), max: inMs(histogram.max) } });
});
// Listening is no reason to live.
process.channel?.unref();
