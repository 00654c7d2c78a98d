import type { LoadParameters } from '../../simulator/load/parameters.ts';
import { layoutOf } from '../../simulator/load/layout.ts';
import { type ArrivalPoint, type ArrivalStage, arrivalStages, intendedMs } from './arrival.ts';

/** When every send of a load is meant, and when the people are done. All times are ms since the load's start. */
export interface LoadSchedule {
  /** Length of the load. */
  readonly durationMs: number;
  /** Arrival of each channel, in the order of the channels. */
  readonly stages: readonly (readonly ArrivalStage[])[];
  intendedMs(channel: number, index: number): number;
  /** When the last send of a person is meant. */
  doneMs(person: number): number;
  /** Everybody in the order in which they are done. */
  readonly inOrder: readonly number[];
  /** Everybody whose last send was meant by then, in that order. */
  personsFinishedBy(ms: number): readonly number[];
}

/**
 * The schedule of a load: every channel follows the same curve over the same time, whatever it sends.
 * `readingsPerSecond`: the mean over all channels, each repetition of a reading counted.
 */
export const loadSchedule = (
  parameters: LoadParameters,
  curve: readonly ArrivalPoint[],
  readingsPerSecond: number,
): LoadSchedule => {
  const layouts = layoutOf(parameters);
  const people = layouts.reduce((sum, { channel }) => sum + channel.people, 0);
  const seconds = (people * parameters.readingsPerPerson * parameters.rounds) / readingsPerSecond;
  const stages = layouts.map(({ sends }) => (sends === 0 ? [] : arrivalStages(curve, sends, seconds)));
  const intended = (channel: number, index: number): number => intendedMs(stages[channel] ?? [], index);
  const done = Float64Array.from(
    layouts.flatMap(({ channel, firstPerson, spanOf }, c) =>
      Array.from({ length: channel.people }, (_, own) => intended(c, spanOf(firstPerson + own).last)),
    ),
  );
  const inOrder = Array.from({ length: people }, (_, person) => person).toSorted(
    (a, b) => (done[a] ?? 0) - (done[b] ?? 0) || a - b,
  );
  return {
    durationMs: seconds * 1000,
    stages,
    intendedMs: intended,
    doneMs: (person) => done[person] ?? Number.POSITIVE_INFINITY,
    inOrder,
    personsFinishedBy: (ms) => {
      let [low, high] = [0, inOrder.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((done[inOrder[middle] ?? 0] ?? 0) <= ms) low = middle + 1;
        else high = middle;
      }
      return inOrder.slice(0, low);
    },
  };
};
