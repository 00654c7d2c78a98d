import { findLoad, loadProfileNames } from '../../conformance/load/profile.ts';
import { findK6 } from '../../conformance/load/find-k6.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { conduct } from '../conduct.ts';
import { STRICT } from '../strict.ts';
import { commandOptions, MAX_SEED, ONCE } from '../playing/options.ts';

/** `vitalproof load`: readings at a constant rate by k6, judged by the same oracle. */
export const load: Command = {
  name: 'load',
  words: 'PROFILE',
  summary: `send readings at a constant rate with k6: ${loadProfileNames().join(', ')}`,
  about: 'Every single alert is judged, not only whether the server answered.',
  options: {
    sut: { value: 'FILE', help: 'profile of the system under test (the reference, started for this run)' },
    seed: { value: 'S', help: 'what chance is drawn from (1)' },
    ...STRICT,
  },
  run: async (args, io) => {
    const [name, ...more] = args.words;
    if (name === undefined || more.length > 0)
      throw usageProblem('load takes one profile', loadProfileNames().join(', '));
    const named = findLoad(name);
    const k6 = findK6(io.env, (note) => io.err(note));
    return await conduct(
      {
        lanes: [],
        load: { ...named, k6 },
        selected: [],
        strict: args.flag('strict'),
        playing: { ...ONCE, seed: args.whole('seed', 1, 0, MAX_SEED) },
        sut: args.text('sut'),
        data: undefined,
        command: ['load', name, ...commandOptions(args)],
      },
      io,
    );
  },
};
