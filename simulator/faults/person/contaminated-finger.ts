import { MINUTE_MS } from '../../clock.ts';
import type { Sampling } from '../../layers.ts';
import { touchedBy, type FaultOf, type FaultSetting } from '../fault.ts';
import { insertLater } from './insert-later.ts';
import { strikes } from '../occurrence.ts';

const ID = 'contaminated-finger';
const PER_TEST = 0.003;
const RESIDUE_MG_DL = [80, 200] as const;
const RECHECK_AFTER_MS = 10 * MINUTE_MS;

/** Washed hands, ten minutes later. The blood is taken to be what it was: it moves little in ten minutes. */
const recheckOf = (item: Sampling): Sampling => {
  const atMs = item.atMs + RECHECK_AFTER_MS;
  return touchedBy({ ...item, atMs, truth: { ...item.truth, trueTimeMs: atMs } }, ID);
};

function* apply(items: Iterable<Sampling>, setting: FaultSetting): Generator<Sampling> {
  const struck = strikes(PER_TEST, setting);
  yield* insertLater(items, setting.endMs, (item, later) => {
    if (!struck(item) || (item.specimen !== 'capillary' && item.specimen !== 'alternate-site')) return item;
    const residue = setting.streamOf('struck', item.truth.trueTimeMs).between(...RESIDUE_MG_DL);
    later(recheckOf(item));
    return touchedBy({ ...item, presented: item.presented + residue }, ID);
  });
}

/** Sugar left on the finger adds to what the strip sees. Size by realism facts 9.4. */
export const contaminatedFinger: FaultOf<'person'> = {
  id: ID,
  title: 'Food on the finger, and a second test ten minutes later',
  layer: 'person',
  measures: ['glucose'],
  usual: '0.3 % of tests, 80 to 200 mg/dL more (assumed)',
  apply,
};
