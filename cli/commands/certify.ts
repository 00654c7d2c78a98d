import type { Check } from '../../conformance/checks/check.ts';
import { checks } from '../../conformance/checks/index.ts';
import { EXIT, InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { Command } from '../command.ts';
import { conduct } from '../conduct.ts';
import { matches } from '../glob.ts';
import { findScenario, STANDARD } from '../scenarios.ts';
import { STRICT } from '../strict.ts';
import { commandOptions, MAX_SEED } from './run.ts';

/** `vitalproof certify`: every check with its twin, and the standard scenarios. */
export const certify: Command = {
  name: 'certify',
  words: '',
  summary: 'run every check with its twin, and the standard scenarios',
  about: 'A certificate that others can verify is not built yet; this prints the verdicts it will rest on.',
  options: {
    sut: { value: 'FILE', help: 'profile of the system under test (the reference, started for this run)' },
    only: { value: 'GLOB', help: "requirements to judge, such as 'LIM-*' (all that are built)" },
    seed: { value: 'S', help: 'what chance is drawn from (1)' },
    ...STRICT,
  },
  run: async (args, io) => {
    const only = args.text('only');
    const built = loadCatalogue()
      .ofRole('receiver')
      .filter((r) => r.built === 'spine');
    const picked = checks.filter((c) => only === undefined || matches(only, c.requirement));
    if (picked.length === 0)
      throw new InputProblem(
        `--only ${only ?? ''} matches no check`,
        {},
        'a glob over requirement ids that have a check',
        {
          exitCode: EXIT.nothingMatched,
          advice: 'vitalproof list checks',
        },
      );
    const lanes = picked.flatMap((c: Check) =>
      c.scenario.bindings.map((binding) => ({ scenario: c.scenario, binding, requirements: [c.requirement] })),
    );
    const standard =
      only === undefined
        ? STANDARD.map(findScenario).flatMap((scenario) =>
            scenario.bindings.map((binding) => ({ scenario, binding, requirements: [] })),
          )
        : [];
    return await conduct(
      {
        lanes: [...lanes, ...standard],
        selected: (only === undefined ? built.map((r) => r.id) : picked.map((c) => c.requirement)).toSorted(),
        strict: args.flag('strict'),
        seed: args.whole('seed', 1, 0, MAX_SEED),
        sut: args.text('sut'),
        data: undefined,
        command: ['certify', ...(only === undefined ? [] : ['--only', only]), ...commandOptions(args)],
      },
      io,
    );
  },
};
