import type { Duration } from '../../../contract/domain/index.ts';
import { HOUR, MINUTE, type LocalInstant } from './instant.ts';

/**
 * Whether an earlier reading lies in the change window that ends at `reading`. Minutes and hours are
 * elapsed time, [t − w, t). Days (and weeks, seven days each) are local dates, each reading's by its own
 * offset: not before day(t) − n. Never the reading itself, nor one of the same instant.
 * Source: contract, Evaluation, row `change`.
 */
export const inChangeWindow = (earlier: LocalInstant, reading: LocalInstant, window: Duration): boolean => {
  if (earlier.at >= reading.at) return false;
  if (window.unit === 'min') return earlier.at >= reading.at - BigInt(window.value) * MINUTE;
  if (window.unit === 'h') return earlier.at >= reading.at - BigInt(window.value) * HOUR;
  const days = window.unit === 'wk' ? window.value * 7 : window.value;
  return earlier.localDay >= reading.localDay - days;
};

const EXACT = { min: MINUTE, h: HOUR, d: 24n * HOUR, wk: 7n * 24n * HOUR } as const;

/** A length of elapsed time: a day is 24 hours. Every rule but `change` reckons so. */
export const lengthOf = ({ value, unit }: Duration): bigint => BigInt(value) * EXACT[unit];
