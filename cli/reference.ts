import { once } from 'node:events';
import type { Clients } from '../reference-impl/api/auth/clients/client.ts';
import type { ReferencePolicies } from '../reference-impl/policies.ts';
import { Worker } from 'node:worker_threads';

/** A running reference: where it listens, and how to end it. */
export interface RunningReference {
  readonly fhirBase: string;
  readonly hl7: { readonly host: string; readonly port: number };
  close(): Promise<void>;
}

/** The same file beside this one, compiled or not. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './reference-thread.ts' : './reference-thread.js',
  import.meta.url,
);

/** Starts the reference in a thread of its own, on free loopback ports. Rejects when it cannot start. */
export const startReferenceThread = async (options: {
  databasePath: string;
  tokenKey: string;
  clients?: Clients;
  policies?: Pick<ReferencePolicies, 'portal'>;
}): Promise<RunningReference> => {
  const worker = new Worker(THREAD, { workerData: options });
  const [where] = (await once(worker, 'message')) as [Pick<RunningReference, 'fhirBase' | 'hl7'>];
  return {
    ...where,
    close: async () => {
      const ended = once(worker, 'exit');
      worker.postMessage('close');
      await ended;
    },
  };
};
