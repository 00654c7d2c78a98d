import type { Delivery } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { batchesOf, numbered, sentAt, sentMsOf, type Batch } from './batches.ts';
import { offlineSpells } from './offline-spells.ts';

const ID = 'delayed-batch';
/** Then the phone finds a network: nobody goes without one for so long a time. */
const MOST_HELD = 40;

function* held(batches: Iterable<Batch>, setting: FaultSetting): Generator<Batch> {
  const spells = offlineSpells(setting);
  let spell = spells.next().value ?? undefined;
  let waiting: Delivery[] = [];
  const released = (sentMs: number): Batch => {
    const batch = waiting.map((item) => touchedBy(sentAt(item, sentMs), ID));
    waiting = [];
    return batch;
  };
  for (const batch of batches) {
    const sentMs = sentMsOf(batch);
    while (spell !== undefined && spell.untilMs <= sentMs) {
      if (waiting.length > 0) yield released(spell.untilMs);
      spell = spells.next().value ?? undefined;
    }
    if (spell === undefined || sentMs < spell.fromMs) {
      yield batch;
      continue;
    }
    waiting.push(...batch);
    if (waiting.length < MOST_HELD) continue;
    yield released(sentMs);
    spell = spells.next().value ?? undefined;
  }
  if (spell !== undefined && waiting.length > 0) yield released(spell.untilMs);
}

function* apply(items: Iterable<Delivery>, setting: FaultSetting): Generator<Delivery> {
  yield* numbered(held(batchesOf(items), setting));
}

/** The phone has no network for a while and sends all at once when it has one again. */
export const delayedBatch: FaultOf<'uplink'> = {
  id: ID,
  title: 'No network for hours or days: what was measured meanwhile leaves in one batch',
  layer: 'uplink',
  measures: ['glucose', 'weight'],
  usual: 'once a month for Exp(18 h), 14 days at most, up to 40 readings (assumed)',
  apply,
};
