// Preloaded into a process (`node --import`): answers `{ loopDelay: 'reset' | 'read' }` over IPC with how late its event loop
// ran; `'profile'` starts a profile, which `'end_profile'` writes to the `file` it names.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const resolutionMs = 1;
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
histogram.enable();

const session = new Session();

const inMs = nanoseconds => Math.round(nanoseconds / 1e4) / 100;

async function startProfile() {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
}

async function writeProfile(file) {
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  writeFileSync(file, JSON.stringify(profile));
  process.send?.({ profile: file });
}

process.on('message', message => {
  if (message?.loopDelay === 'reset') histogram.reset();
  if (message?.loopDelay === 'profile') void startProfile();
  if (message?.loopDelay === 'end_profile') void writeProfile(message.file);
  if (message?.loopDelay !== 'read') return;
  const at = percent => inMs(histogram.percentile(percent));
  process.send?.({ loopDelay: { p50: at(50), p99: at(99), p999: at(99.9), max: inMs(histogram.max) } });
});
// Listening is no reason to live.
process.channel?.unref();
