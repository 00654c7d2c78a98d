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

/** A thread with everything loaded that it needs, and nothing begun. */
interface Loading {
  readonly worker: Worker;
  readonly loaded: Promise<unknown>;
}

const load = (subject: Subject): Loading => {
  const worker = new Worker(THREAD, { workerData: subject });
  const loaded = once(worker, 'message');
  // Whoever begins it hears of it.
  loaded.catch(() => undefined);
  return { worker, loaded };
};

/** Rejects with what keeps it from starting. */
const begun = async ({ worker, loaded }: Loading): Promise<Where & { readonly worker: Worker }> => {
  await loaded;
  const message = once(worker, 'message');
  worker.postMessage('begin');
  const [where] = (await message) as [Where];
  return { ...where, worker };
};

/** Starts it on free ports, and after each end on the same ones with the same database. Rejects when it cannot start. */
export const startRestartable = async (subject: Omit<Subject, 'life'>): Promise<Restartable> => {
  let life = 1;
  const { worker, fhirBase, hl7 } = await begun(load({ ...subject, life }));
  const ports = { fhirPort: Number(new URL(fhirBase).port), hl7Port: hl7.port };
  let running = worker;
  let next: Loading | undefined;
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
        // Loading takes a second and more of a busy machine: it loads while it is down, and is back at once.
        life++;
        next = load({ ...subject, life, ...ports });
      },
      up: async () => {
        if (next === undefined) throw new ProcessProblem('it was not ended before');
        const loading = next;
        next = undefined;
        running = (await begun(loading)).worker;
      },
    },
    close: async () => {
      await next?.worker.terminate();
      await running.terminate();
    },
  };
};
