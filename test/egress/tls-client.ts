import { createDispatcher } from '../../src/egress/dispatcher.ts';
import { silentLog } from '../support/log.ts';
import { failureOf } from './scene.ts';

/** Run as a process of its own, because Node reads the certificates it trusts when it starts. Prints what came of a call. */
const [host = '', port = ''] = process.argv.slice(2);
const dispatcher = createDispatcher({
  dial: new Map([[host, { host: '127.0.0.1', port: Number(port), tls: true }]]),
  allowCidrs: [],
  log: silentLog,
});
const call = dispatcher.send({ method: 'GET', url: new URL(`https://${host}/`), headers: {}, hosts: [host] });
const outcome = await failureOf(
  call.then(reply => console.log(JSON.stringify({ status: reply.status, body: Buffer.from(reply.body).toString() }))),
);
if (outcome !== 'no failure') console.log(JSON.stringify(outcome));
await dispatcher.close();
