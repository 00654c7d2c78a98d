import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RunningReference } from '../../../reference-impl/server.ts';
import { type ProcessPort, ProcessProblem } from '../../sut/process/process-port.ts';
import type { Subject } from './subject.ts';

/** The same file beside this one, compiled or not. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);
const READY_WITHIN_MS = 30_000;

type Where = Pick<RunningReference, 'fhirBase' | 'hl7'>;

/** A reference that differs, and how to stop and start it. */
export interface Restartable extends RunningReference {
  readonly process: ProcessPort;
}

const started = async (subject: Subject): Promise<Where & { readonly worker: Worker }> => {
  const worker = new Worker(THREAD, { workerData: subject });
  // Rejects with what keeps it from starting.
  const [where] = (await once(worker, 'message')) as [Where];
  return { ...where, worker };
};

/** Starts it on free ports, and after each end on the same ones with the same database. Rejects when it cannot start. */
export const startRestartable = async (subject: Omit<Subject, 'life'>): Promise<Restartable> => {
  let life = 1;
  const { worker, fhirBase, hl7 } = await started({ ...subject, life });
  const ports = { fhirPort: Number(new URL(fhirBase).port), hl7Port: hl7.port };
  let running = worker;
  const stop = async (): Promise<void> => {
    const exit = once(running, 'exit');
    running.postMessage('close');
    await exit;
  };
  return {
    fhirBase,
    hl7,
    process: {
      via: 'command',
      readyWithinMs: READY_WITHIN_MS,
      down: async (how) => {
        if (how === 'pause') throw new ProcessProblem('a thread cannot be held still', { isLacking: true });
        if (how === 'stop') await stop();
        else await running.terminate();
      },
      up: async () => {
        life++;
        running = (await started({ ...subject, life, ...ports })).worker;
      },
    },
    close: async () => void (await running.terminate()),
  };
};
