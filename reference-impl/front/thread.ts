/** The surfaces in a thread of their own, before the desk of the thread that started it. Ends when told to. */
import { parentPort, workerData } from 'node:worker_threads';
import { nowOf } from '../clock/system-now.ts';
import { methodsOf, offer, reachOver } from '../reach/channel.ts';
import type { Desk } from './desk.ts';
import { openSurfaces } from './surfaces.ts';
import type { FrontTask, Where } from './start-front.ts';

if (parentPort === null) throw new Error('front/thread.ts is started as a worker');
const { options, time, names, ports } = workerData as FrontTask;
const desk = reachOver<Desk>(ports.desk, names) as Desk;
const surfaces = await openSurfaces(desk, options, {
  now: nowOf(time),
});
const close = async (): Promise<void> => {
  await surfaces.close();
  // Calls come in their order: whatever was told before, the log above all, has arrived once this is answered.
  await desk.operation.ailment();
};
offer(ports.front, methodsOf({ close }));
const { fhir, hl7 } = surfaces;
const where: Where = { fhir: { base: fhir.base, port: fhir.port }, hl7: { port: hl7.port } };
parentPort.postMessage(where);
