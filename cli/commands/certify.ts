import type { Check } from '../../conformance/checks/check.ts';
import { checks } from '../../conformance/checks/index.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { usageProblem } from '../arguments.ts';
import { claimed } from '../certify/claimed.ts';
import { pickedChecks } from '../certify/only.ts';
import type { Command } from '../command.ts';
import { conduct } from '../conduct.ts';
import { commandOptions, PLAYING, playingOf } from '../playing/options.ts';
import { findScenario, STANDARD } from '../scenarios.ts';
import { STRICT } from '../strict.ts';

/** `vitalproof certify`: every check with its twin, and the standard scenarios. */
export const certify: Command = {
  name: 'certify',
  words: '',
  summary: 'run every check with its twin, and the standard scenarios',
  about: 'A certificate that others can verify is not built yet; this prints the verdicts it will rest on.',
  options: {
    sut: { value: 'FILE', help: 'profile of the system under test (the reference, started for this run)' },
    only: { value: 'GLOBS', help: "requirements to judge, 'LIM-*,ALR-01', or failed: those not green in the last run" },
    of: { value: 'RUN', help: 'with --only failed: which run (latest)' },
    ...PLAYING,
    ...STRICT,
  },
  run: async (args, io) => {
    const only = args.text('only');
    const of = args.text('of');
    if (of !== undefined && only !== 'failed') throw usageProblem('--of says of which run', '--only failed');
    const asked = only === undefined ? checks : pickedChecks(only, of, io);
    const claim = claimed(asked, loadCatalogue(), args.text('sut'), only !== undefined);
    const lanes = claim.checks.flatMap((c: Check) =>
      c.scenario.bindings.map((binding) => ({ scenario: c.scenario, binding, requirements: [c.requirement] })),
    );
    const standard =
      only === undefined
        ? STANDARD.map(findScenario).flatMap((scenario) =>
            scenario.bindings.map((binding) => ({ scenario, binding, requirements: [] })),
          )
        : [];
    // What failed is named one by one: the same command again means the same requirements, whatever ran since.
    const named = only === 'failed' ? asked.map((c) => c.requirement).join(',') : only;
    return await conduct(
      {
        lanes: [...lanes, ...standard],
        selected: claim.selected,
        missing: claim.missing,
        strict: args.flag('strict'),
        playing: playingOf(args),
        sut: args.text('sut'),
        data: undefined,
        command: ['certify', ...(named === undefined ? [] : ['--only', named]), ...commandOptions(args)],
      },
      io,
    );
  },
};
