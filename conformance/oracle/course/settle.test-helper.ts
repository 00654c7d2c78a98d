import { HOUR_MS, MINUTE_MS, type Played, played } from './played.test-helper.ts';
import { keyOf, type Interval, type Rule } from '../../../contract/domain/index.ts';
import { critical, makeReading, reference } from '../history-builder.test-helper.ts';

export const TIERS: readonly Interval[] = [
  reference('70', '180'),
  critical('54', '300'),
  { ...reference('20', '600'), tier: 'absolute' },
];
export const digest: Rule = { kind: 'digest', window: { value: 30, unit: 'min' } };
export const repeated = (count = 2, hours = 2): Rule => ({
  kind: 'repeated',
  count,
  window: { value: hours, unit: 'h' },
});
export const alertOn = (abnormal: 'each' | 'repeated' | 'none'): Rule => ({ kind: 'alert-on', abnormal });
export const key = (name: string): string => keyOf(makeReading({ name, value: '1' }).identifier);

/** Readings at minutes of one hour, sent in this order. */
export const send = (p: Played, readings: readonly (readonly [string, string, number])[]): void => {
  for (const [name, value, minute] of readings) p.reading({ name, value, at: p.wall((minute - 300) * MINUTE_MS) });
};
export const start = (...rules: Rule[]): Played => {
  const p = played({ limits: TIERS, rules, start: '2034-12-01T00:00:00Z' });
  p.wait(6 * HOUR_MS);
  return p;
};
export const late = (...items: string[]): string[] => items.map((item) => `${item} late`);
