import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Pipeline } from '../pipeline.ts';
import type { MachineTime } from '../clock/system-now.ts';
import { methodsOf, offer, reachOver } from '../reach/channel.ts';
import type { Desk } from './desk.ts';
import { onceKept } from './once-kept.ts';
import type { SurfaceOptions, Surfaces } from './surfaces.ts';

/** What the thread is started with: settings, and a port for each of the two that call each other. */
export interface FrontTask {
  readonly options: SurfaceOptions;
  readonly time: MachineTime;
  /** Methods of the desk, which are called over `ports.desk`; those of the front come over `ports.front`. */
  readonly names: readonly string[];
  readonly ports: { readonly desk: MessagePort; readonly front: MessagePort };
}

/** Where the surfaces listen. */
export type Where = Pick<Surfaces, 'fhir' | 'hl7'>;

/** The same file beside this one, compiled or not. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);

/**
 * Opens the surfaces in a thread of their own: what reads, decodes and answers then does not keep the rules and the
 * database waiting. Rejects as `openSurfaces` does. A defect there ends the process, as it does in one thread.
 */
export const startFront = async (
  desk: Desk,
  whenKept: Pipeline['whenKept'],
  options: SurfaceOptions,
  time: MachineTime = {},
): Promise<Surfaces> => {
  const [toDesk, toFront] = [new MessageChannel(), new MessageChannel()];
  const methods = onceKept(methodsOf(desk), whenKept);
  offer(toDesk.port1, methods);
  const front = reachOver<{ close(): Promise<void> }>(toFront.port1, ['close']);
  const ports = { desk: toDesk.port2, front: toFront.port2 };
  const workerData: FrontTask = { options, time, names: [...methods.keys()], ports };
  const worker = new Worker(THREAD, { workerData, transferList: [ports.desk, ports.front] });
  const letGo = (): void => {
    toDesk.port1.close();
    toFront.port1.close();
  };
  try {
    const [where] = (await once(worker, 'message')) as [Where];
    worker.on('error', (error) => {
      throw error;
    });
    return {
      ...where,
      close: async () => {
        try {
          await front.close();
        } finally {
          letGo();
          await worker.terminate();
        }
      },
    };
  } catch (error) {
    letGo();
    throw error;
  }
};
