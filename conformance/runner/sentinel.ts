import { type Identifier, type InboxItem, keyOf } from '../../contract/domain/index.ts';
import type { OpLine } from '../history/lines.ts';
import { defineScenario } from './document/scenario.ts';

/** A patient whose one critical reading is caused on purpose. */
const sentinel = (name: string) =>
  defineScenario({
    name,
    title: 'The sentinel',
    bindings: ['fhir'],
    acts: [
      { at: 'd1 08:00', order: { measure: 'glucose', limits: { critical: { low: 54, high: 300 } } } },
      { at: '+5min', grant: { measure: 'glucose' } },
      { at: '+1h', reading: { value: '411 mg/dL', name: 'sentinel' } },
    ],
  });

/**
 * Caused after the last stimulus of the run. Its item in sight proves that the inbox still worked then: without it no
 * absence is proven (bindings 3.6).
 */
export const SENTINEL = sentinel('sentinel');

export const SENTINEL_LANE = 'sentinel';

/** Caused before the first stimulus: the inbox worked from the beginning. */
export const FIRST_SENTINEL = sentinel('sentinel-before');

export const FIRST_SENTINEL_LANE = 'sentinel/before';

/** The reading that a sentinel sent; undefined where it could not be sent. */
export const readingOf = (ops: readonly OpLine[]): Identifier | undefined =>
  ops.flatMap(({ act }) => (act.op === 'reading.submit' ? [act.reading.identifier] : []))[0];

export const isAbout = (item: InboxItem, reading: Identifier): boolean =>
  item.reading !== undefined && keyOf(item.reading) === keyOf(reading);
