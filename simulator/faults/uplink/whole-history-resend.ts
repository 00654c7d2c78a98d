import { keyOf } from '../../../contract/domain/index.ts';
import type { Delivery } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';
import { batchesOf, numbered, sentAt, sentMsOf, type Batch } from './batches.ts';

const ID = 'whole-history-resend';
const PER_YEAR = 0.5;
const FEWEST = 500;
const MOST = 1000;
const IN_ONE_BATCH = 100;
/** Acts are kept as they come, with some room, so that they are moved up seldom. */
const ROOM = 2 * MOST;

/** Of the acts so far the samples that stand, each as it was sent last, in the order in which they were. */
function standing(acts: readonly Delivery[]): Delivery[] {
  const last = new Map<string, Delivery>();
  // A copy of what was sent before it was deleted may leave later still.
  const gone = new Set<string>();
  for (const act of acts) {
    const key = keyOf(act.reading.identifier);
    if (act.act === 'retract') {
      last.delete(key);
      gone.add(key);
    } else if (!gone.has(key) && (last.get(key)?.version ?? 0) <= act.version) last.set(key, act);
  }
  return [...last.values()];
}

function* resent(batches: Iterable<Batch>, setting: FaultSetting): Generator<Batch> {
  const updates = arrivals(PER_YEAR, setting);
  let acts: Delivery[] = [];
  for (const batch of batches) {
    yield batch;
    // This batch is part of what is sent again: it may hold a correction, behind which the older version must not come.
    for (const item of batch) if (item.poison === undefined) acts.push(item);
    const sentMs = sentMsOf(batch);
    const update = updates.latest(sentMs);
    if (update !== undefined) {
      const count = FEWEST + setting.streamOf('count', update.number).int(MOST - FEWEST + 1);
      const history = standing(acts).slice(-count);
      for (let at = 0; at < history.length; at += IN_ONE_BATCH) {
        yield history.slice(at, at + IN_ONE_BATCH).map((item) => touchedBy(sentAt(item, sentMs), ID));
      }
    }
    if (acts.length >= ROOM) acts = acts.slice(-MOST);
  }
}

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  yield* numbered(resent(batchesOf(items), setting));
}

/** After an update the phone knows no longer what it has sent, and sends everything with the next sync. */
export const wholeHistoryResend: FaultOf<'uplink'> = {
  id: ID,
  title: 'After an update everything that the phone still has is sent once more',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: 'once in two years, the latest 500 to 1,000 readings (assumed)',
  apply,
};
