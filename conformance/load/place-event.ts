import type { OpLine } from '../history/lines.ts';
import type { ClockMap } from '../sight/clock-map.ts';
import { type LoadEvent, outcomeOf } from './events.ts';

const NS_PER_S = 1_000_000_000;

/** A sending on our clock: its interval holds what truly happened. */
export type PlacedEvent = Pick<OpLine, 'intended' | 'sent' | 'settled' | 'outcome' | 'answer'>;

/**
 * Where on our clock an event of k6 lies, and what it counts as. One that a step of the wall clock overlaps counts as
 * never answered: when it was cannot be told, so nothing may be decided by it.
 */
export const placeEvent = (event: LoadEvent, map: ClockMap, ratePerSecond: number): PlacedEvent => {
  const [sending, settling] = [map.at(event.sent), map.at(event.settled)];
  const sent = sending.earliest;
  // k6's schedule runs from its own start, known to a fraction of a millisecond; the slip of a late sending is charged.
  const planned = map.at(Math.floor(event.started)).earliest + Math.round((event.index / ratePerSecond) * NS_PER_S);
  const times = { intended: Math.min(sent, planned), sent, settled: settling.latest };
  if (sending.certain && settling.certain) return { ...times, ...outcomeOf(event) };
  const text = 'the wall clock was stepped while this was sent: when it was cannot be told';
  return { ...times, outcome: 'unknown', answer: { text } };
};

/** The widest interval that the instant of a sending was placed in, ns. */
export const widestPlace = (events: Iterable<LoadEvent>, map: ClockMap): number => {
  let widest = 0;
  for (const { sent } of events) {
    const { earliest, latest, certain } = map.at(sent);
    if (certain) widest = Math.max(widest, latest - earliest);
  }
  return widest;
};
