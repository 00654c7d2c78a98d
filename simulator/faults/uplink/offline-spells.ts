import { DAY_MS, HOUR_MS, MINUTE_MS, type EpochMs } from '../../clock.ts';
import type { FaultSetting } from '../fault.ts';
import { MONTH_MS } from '../occurrence.ts';

/** A stretch of time without a network, [from, until). */
export interface Spell {
  readonly fromMs: EpochMs;
  readonly untilMs: EpochMs;
}

const MEAN_MS = 18 * HOUR_MS;
const LONGEST_MS = 14 * DAY_MS;
const SHORTEST_MS = MINUTE_MS;
/** Between two spells (assumed). */
const MEAN_GAP_MS = MONTH_MS;

/** Spells without end, one after the other, whatever passes meanwhile. None at rate 0. */
export function* offlineSpells(setting: FaultSetting): Generator<Spell> {
  if (setting.rate === 0) return;
  let atMs = setting.startMs;
  for (let count = 0; ; count++) {
    const random = setting.streamOf('spell', count);
    const exponential = (meanMs: number): number => -Math.log(1 - random.uniform()) * meanMs;
    const fromMs = atMs + Math.max(SHORTEST_MS, Math.floor(exponential(MEAN_GAP_MS / setting.rate)));
    const length = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Math.floor(exponential(MEAN_MS))));
    atMs = fromMs + length;
    yield { fromMs, untilMs: atMs };
  }
}
