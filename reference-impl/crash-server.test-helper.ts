/** A process to be killed: the whole reference on a database file. Prints where it listens, once it does. */
import { writeSync } from 'node:fs';
import { startReference } from './server.ts';
import { START } from './world.test-helper.ts';

const [databasePath = '', tokenKey = '', alertPort] = process.argv.slice(2);
const { fhirBase, hl7 } = await startReference({
  databasePath,
  tokenKey,
  now: () => START,
  ...(alertPort === undefined ? {} : { alerts: { host: '127.0.0.1', port: Number(alertPort) } }),
});
writeSync(1, `${JSON.stringify({ fhirBase, port: hl7.port })}\n`);
