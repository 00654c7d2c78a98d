/**
 * A reference that differs, in a thread that can be ended at any instant as a process can be killed. Started by start.ts: says that it
 * is loaded, and begins when it is told to.
 */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { compact } from '../../../contract/wire/json/compact.ts';
import { oneClient } from '../../../reference-impl/api/auth/clients/load.ts';
import { SILENT } from '../../../reference-impl/operation/log.ts';
import { startReference } from '../../../reference-impl/server.ts';
import { randomStream } from '../../../simulator/random.ts';
import { differenceOf } from '../defect.ts';
import { named, type Subject } from './subject.ts';

const port = parentPort;
if (port === null) throw new Error('thread.ts is started as a worker');
const { name, seed, life, client, ...options } = workerData as Subject;
const different = named(name);
if (different === undefined) throw new Error(`nothing is called ${name}`);
const told = once(port, 'message');
port.postMessage('loaded');
await told;
const boot = { life, databasePath: options.databasePath };
await different.boots?.(boot);
const difference = differenceOf(different, randomStream(seed, 'selftest'), boot);
const reference = await startReference({
  ...options,
  clients: oneClient(client),
  log: SILENT,
  ...compact(difference),
  policies: { portal: 'required', ...difference.policies },
});
port.once('message', () => {
  void reference.close().finally(() => port.close());
});
port.postMessage({ fhirBase: reference.fhirBase, hl7: reference.hl7 });
