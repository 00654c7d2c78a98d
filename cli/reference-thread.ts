/**
 * The reference in a thread of its own, so that what it computes never delays the harness's clock and the
 * harness never delays its answers. Started by with-sut.ts; ends when told to.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { startReference, type ReferenceOptions } from '../reference-impl/server.ts';

const port = parentPort;
if (port === null) throw new Error('reference-thread.ts is started as a worker');

const reference = await startReference({ ...(workerData as ReferenceOptions), frontThread: true });
port.postMessage({ fhirBase: reference.fhirBase, hl7: reference.hl7 });
port.once('message', () => {
  void reference.close().finally(() => port.close());
});
