import { createServer, type ServerResponse } from 'node:http';

/** A provider in a process of its own that has one file of as many bytes as wanted; they are made up as they are sent. */
const sizeBytes = Number(process.env.FILE_BYTES ?? '2147483648');
const block = Buffer.alloc(64 * 1024, 'Patchbay ');
const address = 'https://files.slack.com/files-pri/T1-F1/download/large.bin';

const server = createServer((request, response) => {
  request.resume();
  const { pathname } = new URL(request.url ?? '/', 'https://slack.com');
  if (pathname.startsWith('/files-pri/')) {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': sizeBytes,
      'content-disposition': 'attachment; filename="large.bin"',
    });
    write(response, sizeBytes);
    return;
  }
  const file = { id: 'F1', name: 'large.bin', mode: 'hosted', size: sizeBytes, url_private_download: address };
  const body = pathname === '/api/files.info' ? { file } : { team_id: 'T1', team: 'Acme', user_id: 'U1' };
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, ...body }));
});

function write(response: ServerResponse, left: number): void {
  let rest = left;
  while (rest > 0 && !response.destroyed) {
    const piece = rest < block.length ? block.subarray(0, rest) : block;
    rest -= piece.length;
    if (response.write(piece)) continue;
    response.once('drain', () => write(response, rest));
    return;
  }
  if (rest === 0) response.end();
}

process.once('SIGTERM', () => process.exit(0));
process.once('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => {
  const own = server.address();
  process.send?.({ event: 'provider.ready', port: typeof own === 'object' && own !== null ? own.port : 0 });
});
