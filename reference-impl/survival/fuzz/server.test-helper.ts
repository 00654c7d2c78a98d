/** A process that is sent what is not in order: the whole reference, which says what it holds when it is asked. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { EXAMPLE_NAMESPACES } from '../../../contract/wire/hl7v2/examples.ts';
import { startReference } from '../../server.ts';
import { START } from '../../world.test-helper.ts';
import { defectOf } from './defects.test-helper.ts';

/** What a process says of itself. */
export interface Held {
  /** Of JavaScript and its buffers, after all that can be let go was, bytes. */
  readonly heapBytes: number;
  readonly rssBytes: number;
  /** The longest time for which nothing else was done, since it was asked last, ms. */
  readonly blockedMs: number;
}

const [databasePath = '', tokenKey = '', defect = ''] = process.argv.slice(2);
const loop = monitorEventLoopDelay({ resolution: 10 });
const reference = await startReference({
  databasePath,
  tokenKey,
  now: () => START,
  namespaces: EXAMPLE_NAMESPACES,
  collaborators: defectOf(defect),
});
loop.enable();

const held = (): Held => {
  const blockedMs = Math.round(loop.max / 1e6);
  for (let times = 0; times < 3; times += 1) globalThis.gc?.();
  loop.reset();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapBytes: heapUsed + external, rssBytes: rss, blockedMs };
};

process.on('message', (asked) => {
  if (asked === 'held') process.send?.(held());
  else void reference.close().then(() => process.disconnect());
});
// Whoever started it has gone.
process.on('disconnect', () => void reference.close());
process.send?.({ fhirBase: reference.fhirBase, port: reference.hl7.port });
