import type { OpLine } from '../history/lines.ts';
import type { ClockMap } from '../sight/clock-map.ts';
import type { SendEvent } from './events.ts';

const NS_PER_MS = 1_000_000;

/** A send on our clock: its interval holds what truly happened. */
export interface PlacedEvent extends Pick<OpLine, 'intended' | 'sent' | 'settled'> {
  /** False: a step of the wall clock overlaps it, and when it was cannot be told. */
  readonly certain: boolean;
  /** How long after it was meant it was sent, at most, ns. */
  readonly slipNs: number;
  /** In how wide an interval it was placed, ns. */
  readonly withinNs: number;
}

/**
 * Where on our clock an event of a sender lies. `startedNs`: the earliest instant at which its schedule can have begun;
 * `intendedMs`: how long after that it was meant to be sent. The slip of a late one is charged.
 */
export const placeEvent = (
  event: Pick<SendEvent, 'sent' | 'settled'>,
  map: ClockMap,
  startedNs: number,
  intendedMs: number,
): PlacedEvent => {
  const [sending, settling] = [map.at(event.sent), map.at(event.settled)];
  const planned = startedNs + Math.round(intendedMs * NS_PER_MS);
  const sent = sending.earliest;
  return {
    intended: Math.max(0, Math.min(sent, planned)),
    sent,
    settled: settling.latest,
    certain: sending.certain && settling.certain,
    slipNs: Math.max(0, sent - planned),
    withinNs: sending.latest - sending.earliest,
  };
};
