// Preloaded into a process (`node --import`): answers `{ loopDelay: 'reset' | 'read' }` over IPC with how late its event loop
// ran; `'profile'` starts a profile, which `'end_profile'` writes to the `file` it names.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { setInterval } from 'node:timers';

const resolutionMs = 1;
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
histogram.enable();

// Of each delay, what the process worked meanwhile, in all its threads: no more of it can be its own doing.
const worked = createHistogram();
let [seenNs, seenCpuUs] = [process.hrtime.bigint(), cpuUs()];
const ticker = setInterval(() => {
  const [nowNs, nowCpuUs] = [process.hrtime.bigint(), cpuUs()];
  const lateNs = Number(nowNs - seenNs) - resolutionMs * 1e6;
  worked.record(Math.max(1, Math.round(Math.min(lateNs, (nowCpuUs - seenCpuUs) * 1e3))));
  [seenNs, seenCpuUs] = [nowNs, nowCpuUs];
}, resolutionMs);
ticker.unref();

function cpuUs() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

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

const told = one => {
  const at = percent => inMs(one.percentile(percent));
  return { p50: at(50), p99: at(99), p999: at(99.9), max: inMs(one.max) };
};

process.on('message', message => {
  if (message?.loopDelay === 'reset') {
    histogram.reset();
    worked.reset();
  }
  if (message?.loopDelay === 'profile') void startProfile();
  if (message?.loopDelay === 'end_profile') void writeProfile(message.file);
  if (message?.loopDelay === 'read') process.send?.({ loopDelay: told(histogram), workDelay: told(worked) });
});
// Listening is no reason to live.
process.channel?.unref();
