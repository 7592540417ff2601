// Preloaded into the measured server (`node --expose-gc --import`): answers over IPC how much memory is in use after a
// forced collection. The product has no such door.
import { setTimeout as sleep } from 'node:timers/promises';

const collections = 3;

process.on('message', async message => {
  if (message?.event !== 'memory.measure') return;
  // What a collection frees in one turn may free more in the next (finalizers, weak references).
  for (let index = 0; index < collections; index += 1) {
    globalThis.gc();
    await sleep(10);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ event: 'memory.measured', heapUsed, external, rss });
});
