/** A process that is sent what is not in order: the whole reference, which says what it holds when it is asked. */
import { EXAMPLE_NAMESPACES } from '../../../contract/wire/hl7v2/examples.ts';
import { startReference } from '../../server.ts';
import { START } from '../../world.test-helper.ts';
import { defectOf } from './defects.test-helper.ts';

/** What a process says of itself. */
export interface Held {
  /** Of JavaScript and its buffers, after all that can be let go was, bytes. */
  readonly heapBytes: number;
  readonly rssBytes: number;
  /**
   * Most time of the processor that went by at one go, without anybody else being served, since it was asked last, ms. Of
   * the processor: on a busy machine, or for a slow disk, others wait through no fault of what was sent.
   */
  readonly blockedMs: number;
}

const [databasePath = '', tokenKey = '', defect = ''] = process.argv.slice(2);
const reference = await startReference({
  databasePath,
  tokenKey,
  stillAt: START,
  frontThread: true,
  namespaces: EXAMPLE_NAMESPACES,
  collaborators: defectOf(defect),
});

const usedMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
let [lastMs, mostMs] = [usedMs(), 0];
const tick = (): void => {
  const nowMs = usedMs();
  mostMs = Math.max(mostMs, nowMs - lastMs);
  lastMs = nowMs;
};
const ticking = setInterval(tick, 10);

const held = (): Held => {
  tick();
  const blockedMs = Math.round(mostMs);
  for (let times = 0; times < 3; times += 1) globalThis.gc?.();
  [lastMs, mostMs] = [usedMs(), 0];
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heapBytes: heapUsed + external, rssBytes: rss, blockedMs };
};

process.on('message', (asked) => {
  if (asked === 'held') process.send?.(held());
  else {
    clearInterval(ticking);
    void reference.close().then(() => process.disconnect());
  }
});
// Whoever started it has gone.
process.on('disconnect', () => {
  clearInterval(ticking);
  void reference.close();
});
process.send?.({ fhirBase: reference.fhirBase, port: reference.hl7.port });
