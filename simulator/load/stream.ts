import { randomSpace } from '../random.ts';
import { type ChannelLayout, layoutOf, type SendSpan } from './layout.ts';
import type { LoadParameters, LoadTransport } from './parameters.ts';
import { type LoadPerson, loadPerson } from './person.ts';
import { type LoadReading, loadReading } from './reading.ts';

export type { LoadPerson } from './person.ts';
export type { LoadReading } from './reading.ts';

/** One thing that is sent: a request or a message. */
export interface LoadSend {
  readonly channel: number;
  /** In its channel, from 0, in the order of sending. */
  readonly index: number;
  readonly transport: LoadTransport;
  readonly person: LoadPerson;
  readonly readings: readonly LoadReading[];
  /** How often these readings were sent before. */
  readonly round: number;
}

/** A load, each part of it out of its seed and its index: nothing is kept, and nothing need be sent along. */
export interface LoadStream {
  readonly people: number;
  /** Distinct readings; each is sent `rounds` times. */
  readonly readings: number;
  readonly channels: readonly ChannelLayout[];
  send(channel: number, index: number): LoadSend;
  person(index: number): LoadPerson;
  /** All readings of a person in the order of time. */
  readingsOf(person: number): readonly LoadReading[];
  /** The person's first and last send. Throws RangeError where there is no such person. */
  spanOf(person: number): SendSpan;
}

/** People that were made last are kept: their readings come in turn. */
const MOST_KEPT = 4096;

/**
 * The stream of a load. Pure, and in nothing but ECMAScript: k6 imports this file as Node does, and both make the same
 * bytes (docs/load.md). Every draw is a stream of simulator/random.ts.
 */
export const loadStream = (parameters: LoadParameters): LoadStream => {
  const { seed, course, readingsPerPerson, rounds } = parameters;
  const space = randomSpace(seed, 'load');
  const [persons, values] = [space.space('person'), space.space('reading')];
  const channels = layoutOf(parameters);
  const people = channels.reduce((sum, { channel }) => sum + channel.people, 0);
  const kept = new Map<number, LoadPerson>();

  const person = (index: number): LoadPerson => {
    const known = kept.get(index);
    if (known !== undefined) return known;
    const made = loadPerson(persons, index, course);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(index, made);
    return made;
  };
  const reading = (of: LoadPerson, number: number): LoadReading => loadReading(values, parameters, of, number);
  const some = (of: LoadPerson, from: number, to: number): readonly LoadReading[] => {
    const readings: LoadReading[] = [];
    for (let number = from; number < to; number++) readings.push(reading(of, number));
    return readings;
  };

  return {
    people,
    readings: people * readingsPerPerson,
    channels,
    person,
    send: (channel, index) => {
      const layout = channels[channel];
      if (layout === undefined || index < 0 || index >= layout.sends)
        throw new RangeError(`send ${index} of channel ${channel}: there is none`);
      const { person: who, turn } = layout.placeOf(index);
      const { transport, readingsPerSend } = layout.channel;
      const perRound = layout.turns / rounds;
      const from = (turn % perRound) * readingsPerSend;
      const of = person(who);
      return {
        channel,
        index,
        transport,
        person: of,
        readings: some(of, from, Math.min(readingsPerPerson, from + readingsPerSend)),
        round: Math.floor(turn / perRound),
      };
    },
    readingsOf: (index) => some(person(index), 0, readingsPerPerson),
    spanOf: (index) => {
      const channel = channels.findIndex((c) => index >= c.firstPerson && index < c.firstPerson + c.channel.people);
      const layout = channels[channel];
      if (layout === undefined) throw new RangeError(`person ${index}: there is none`);
      return { channel, ...layout.spanOf(index) };
    },
  };
};
