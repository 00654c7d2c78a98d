import type { Measure } from '../../contract/domain/measure.ts';
import { msOf } from '../clock/instant.ts';
import type { KnownSource } from './known-source.ts';

/**
 * Whether a source may send readings of a measure: it was admitted, not withdrawn since, for that measure, and its
 * certificate has not run out. `measure` undefined: whether it may send anything. Source: contract, Life cycles, Sources.
 */
export const isAdmitted = (known: KnownSource | undefined, measure: Measure | undefined, nowMs: number): boolean =>
  known?.status === 'admitted' &&
  (measure === undefined || known.source.measures.includes(measure)) &&
  nowMs < msOf(known.source.expires);
