/**
 * The reference in a process of its own, so that what it computes never delays the harness's clock and the harness never
 * delays its answers; and so that it can be killed like any other system. Started by reference.ts, which tells it what to
 * serve and how wrong its clock is; ends when told to, or with who started it.
 */
import { on } from 'node:events';
import { flushCompileCache } from 'node:module';
import { oneClient } from '../reference-impl/api/auth/clients/load.ts';
import { startReference, type ReferenceOptions } from '../reference-impl/server.ts';

const tell = process.send?.bind(process);
if (tell === undefined) throw new Error('reference-process.ts is started by reference.ts');

type Told = ReferenceOptions & { readonly client?: Parameters<typeof oneClient>[0] };

const wrongBy = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
/** Nothing that was said is lost, however much comes at once. */
const said = on(process, 'message') as AsyncIterableIterator<[{ readonly clockMs?: number }]>;

/** The next word that is none of the clock, which is set meanwhile. */
const word = async (): Promise<unknown> => {
  for await (const [message] of { [Symbol.asyncIterator]: () => ({ next: () => said.next() }) }) {
    if (message.clockMs === undefined) return message;
    Atomics.store(wrongBy, 0, message.clockMs);
    tell({ clockMs: message.clockMs });
  }
  return undefined;
};

const { client, ...options } = (await word()) as Told;
try {
  const reference = await startReference({
    ...options,
    ...(client === undefined ? {} : { clients: oneClient(client) }),
    frontThread: true,
    wrongBy,
  });
  const end = (): void => {
    void reference.close().finally(() => process.exit());
  };
  void word().then(end);
  process.once('disconnect', end);
  tell({ fhirBase: reference.fhirBase, hl7: reference.hl7 });
  // For the next one: what is killed writes nothing as it ends.
  flushCompileCache();
} catch (error) {
  tell({ failed: error instanceof Error ? error.message : String(error) }, () => process.exit(1));
}
