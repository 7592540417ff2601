// Owns the embedded database of the folder in argv[2] until it is ended; tells on standard output what it has.
import { startEmbeddedPostgres } from '../../src/store/embedded/start.ts';
import { silentLog } from './log.ts';

const dataDirectory = process.argv[2] ?? '';
try {
  const { adopted, connection } = await startEmbeddedPostgres({ dataDirectory, log: silentLog });
  console.log(JSON.stringify({ adopted, connection }));
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : 'unknown' }));
}
