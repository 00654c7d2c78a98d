import { keyOf, type InboxItem } from '../../../contract/domain/index.ts';
import type { DemandFact } from '../facts.ts';
import { startOf } from './delay.ts';
import { soonestSight } from './judged-sight.ts';
import { isSentinelLane } from './sentinel-lane.ts';

/** How a reading came: a FHIR post of its own, with others in a bundle, or an HL7 v2 message. */
export type DelayTransport = 'single' | 'bundle' | 'mllp';

/**
 * How long one item that had to come took, from the intended send of its reading to its sight in the right In Basket:
 * somewhere in [lowNs, highNs]. `highNs` null: never seen there.
 */
export interface DelaySample {
  readonly severity: InboxItem['kind'];
  readonly transport: DelayTransport;
  readonly lowNs: number;
  readonly highNs: number | null;
  /** A subscriber was told of it before a look showed it. */
  readonly isPushed?: true;
}

/**
 * The delay of what a reading demands, the harness's own lag not yet allowed for; undefined where nothing had to come,
 * nobody knows which attempt it counts from, or it only proves that the In Basket is alive. `lastLook`: when the last complete look began, monotonic.
 */
export const sampleOf = (fact: DemandFact, lastLook: number): DelaySample | undefined => {
  const { demand, items } = fact;
  const { cause, level, joined } = demand;
  if (level !== 'must' || cause === undefined || joined || isSentinelLane(cause.lane)) return undefined;
  const severity = demand.evaluations.find((e) => e.call !== undefined)?.call?.kind ?? 'critical';
  const transport = cause.via === 'hl7v2' ? 'mllp' : cause.act.bundle === undefined ? 'single' : 'bundle';
  const inPlace = items.filter((i) => fact.recipients.has(keyOf(i.latest.recipient)));
  const [first] = inPlace.toSorted((a, b) => a.first.by - b.first.by);
  const { from, to } = startOf(cause, 0);
  if (first === undefined) return { severity, transport, lowNs: Math.max(0, lastLook - to), highNs: null };
  const { after, by, isPushed } = soonestSight(first);
  return {
    severity,
    transport,
    lowNs: Math.max(0, (after ?? 0) - to),
    highNs: by - from,
    ...(isPushed ? { isPushed } : {}),
  };
};

/** Of all demands of a patient. */
export const samplesOf = (facts: readonly DemandFact[], lastLook: number): readonly DelaySample[] =>
  facts.flatMap((fact) => sampleOf(fact, lastLook) ?? []);
