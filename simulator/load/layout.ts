import type { LoadChannel, LoadParameters } from './parameters.ts';

/** A person's place in a channel: the sends of a person are `sends` long, and `place` of them came before. */
export interface SendPlace {
  /** Index of the person over all channels. */
  readonly person: number;
  /** Which of this person's sends, from 0. */
  readonly turn: number;
}

/** Indices in the person's channel, both inclusive, of the first and the last send of a person. */
export interface SendSpan {
  readonly channel: number;
  readonly first: number;
  readonly last: number;
}

/** Where the sends of one channel lie. Whole numbers alone, so that every engine says the same. */
export interface ChannelLayout {
  readonly channel: LoadChannel;
  /** Index of the first person of this channel over all channels. */
  readonly firstPerson: number;
  /** Sends of each person. */
  readonly turns: number;
  /** Sends of the channel. */
  readonly sends: number;
  placeOf(index: number): SendPlace;
  spanOf(person: number): Omit<SendSpan, 'channel'>;
}

/**
 * People come in waves of about `peopleAtOnce`: those of a wave take turns until all have sent everything, then the
 * next wave begins. So people are done one after another, evenly over the run, and each has sends far enough apart.
 */
const channelLayout = (channel: LoadChannel, firstPerson: number, parameters: LoadParameters): ChannelLayout => {
  const { people, readingsPerSend } = channel;
  const turns = Math.ceil(parameters.readingsPerPerson / readingsPerSend) * parameters.rounds;
  const waves = Math.max(1, Math.ceil(people / parameters.peopleAtOnce));
  const waveStart = (wave: number): number => Math.floor((wave * people) / waves);
  const waveOf = (person: number): number => {
    let wave = Math.floor((person * waves) / people);
    while (waveStart(wave + 1) <= person) wave += 1;
    return wave;
  };
  return {
    channel,
    firstPerson,
    turns,
    sends: people * turns,
    placeOf: (index) => {
      const wave = waveOf(Math.floor(index / turns));
      const [from, to] = [waveStart(wave), waveStart(wave + 1)];
      const within = index - from * turns;
      return { person: firstPerson + from + (within % (to - from)), turn: Math.floor(within / (to - from)) };
    },
    spanOf: (person) => {
      const own = person - firstPerson;
      const wave = waveOf(own);
      const [from, to] = [waveStart(wave), waveStart(wave + 1)];
      const first = from * turns + (own - from);
      return { first, last: first + (turns - 1) * (to - from) };
    },
  };
};

/** The layout of every channel, in their order. */
export const layoutOf = (parameters: LoadParameters): readonly ChannelLayout[] => {
  let firstPerson = 0;
  return parameters.channels.map((channel) => {
    const layout = channelLayout(channel, firstPerson, parameters);
    firstPerson += channel.people;
    return layout;
  });
};
