import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { conduct } from '../conduct.ts';
import { commandOptions, PLAYING, playingOf } from '../playing/options.ts';
import { findScenario, STANDARD } from '../scenarios.ts';
import { STRICT } from '../strict.ts';

/** `vitalproof run`: plays scenarios and judges what came of them. */
export const run: Command = {
  name: 'run',
  words: 'SCENARIO...',
  summary: 'play scenarios, by name or file, and judge what came of them',
  about: 'Over every binding a scenario names. A requirement is judged where the scenarios demand and forbid it.',
  options: {
    standard: { help: 'the standard set, as npm start plays it' },
    sut: { value: 'FILE', help: 'profile of the system under test (the reference, started for this run)' },
    ...PLAYING,
    ...STRICT,
    data: { value: 'DIR', help: 'recorded logs, for scenarios that play them' },
  },
  run: async (args, io) => {
    const names = [...(args.flag('standard') ? STANDARD : []), ...args.words];
    if (names.length === 0)
      throw usageProblem(
        'run needs a scenario',
        'vitalproof run SCENARIO..., or --standard; vitalproof list scenarios',
      );
    const scenarios = [...new Set(names)].map(findScenario);
    const lanes = scenarios.flatMap((scenario) => scenario.bindings.map((binding) => ({ scenario, binding })));
    return await conduct(
      {
        lanes,
        // None named: whatever the scenarios exercise is judged, and the rest is shown as not run.
        selected: [],
        strict: args.flag('strict'),
        playing: playingOf(args),
        sut: args.text('sut'),
        data: args.text('data'),
        command: ['run', ...names, ...commandOptions(args)],
      },
      io,
    );
  },
};
