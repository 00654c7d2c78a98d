import type { RandomSpace } from '../random.ts';
import { momentOf } from './moment.ts';
import type { LoadParameters } from './parameters.ts';
import { type LoadPerson, share } from './person.ts';

/** One reading as it is sent: texts, so that nothing rewrites a number on its way. */
export interface LoadReading {
  /** Index of the person. */
  readonly person: number;
  /** Which of the person's readings, from 0, in the order of time. */
  readonly number: number;
  /** Value of its identifier. */
  readonly identifier: string;
  /** Decimal text in the person's unit. */
  readonly value: string;
  readonly unit: LoadPerson['unit'];
  /** ISO 8601 with the person's offset, whole seconds. */
  readonly effective: string;
}

/** More than one person has readings, so that no two share a key. */
const KEYS_EACH = 65_536;
const MINUTE_MS = 60_000;
const MG_DL_PER_MMOL_L = 18.0156;
const ROOT_3 = 1.7320508075688772;
const LEAST_MG_DL = 25;
const MOST_MG_DL = 550;

/** Not by simulator/calendar.ts: every user of k6 would have a copy of its tables, most of a megabyte. */
const instant = (epochMs: number, { aheadMinutes, offset }: LoadPerson): string =>
  new Date(epochMs + aheadMinutes * MINUTE_MS).toISOString().slice(0, 19) + offset;

/** Decimal text of mg/dL: whole, or converted to tenths of a mmol/L. Made of whole numbers, never of a fraction. */
const valueText = (mgDl: number, unit: LoadPerson['unit']): string => {
  if (unit === 'mg/dL') return String(Math.round(mgDl));
  const tenths = Math.round((mgDl * 10) / MG_DL_PER_MMOL_L);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
};

/** Reading `number` of a person, out of the 128 bits of its key. `space`: of the readings. */
export const loadReading = (
  space: RandomSpace,
  parameters: LoadParameters,
  person: LoadPerson,
  number: number,
): LoadReading => {
  const { v0, v1, v2, v3 } = space.words(person.index * KEYS_EACH + number);
  const { mean, spread, drift, meal, lows, peaks } = person.course;
  const { epochMs, fed } = momentOf(parameters, person.aheadMinutes, number, share(v3, 0));
  // The sum of four uniforms less its mean has the deviation 1 / √3: near enough to a normal, and without a logarithm.
  const noise = (share(v0, 0) + share(v0, 16) + share(v1, 0) + share(v1, 16) - 2) * ROOT_3;
  const usual = mean + (drift * number) / parameters.readingsPerPerson + meal * fed + spread * noise;
  const rare = (v2 >>> 0) / 0x1_0000_0000;
  const extent = share(v3, 16);
  const mgDl = rare < lows ? 38 + 32 * extent : rare > 1 - peaks ? usual + 90 + 160 * extent : usual;
  return {
    person: person.index,
    number,
    identifier: `L${person.index}.${number}-${parameters.nonce}`,
    value: valueText(Math.min(MOST_MG_DL, Math.max(LEAST_MG_DL, mgDl)), person.unit),
    unit: person.unit,
    effective: instant(epochMs, person),
  };
};
