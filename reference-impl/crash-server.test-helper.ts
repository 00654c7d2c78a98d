/** A process to be killed: the whole reference on a database file. Prints where it listens, once it does. */
import { writeSync } from 'node:fs';
import { type ReferenceOptions, startReference } from './server.ts';
import { START } from './world.test-helper.ts';

const [databasePath = '', tokenKey = '', limits = '{}'] = process.argv.slice(2);
const { fhirBase, hl7 } = await startReference({
  databasePath,
  tokenKey,
  stillAt: START,
  // As it is served.
  frontThread: true,
  ...(JSON.parse(limits) as Pick<ReferenceOptions, 'maxPages' | 'maxWaiting' | 'alerts'>),
});
writeSync(1, `${JSON.stringify({ fhirBase, port: hl7.port })}\n`);
