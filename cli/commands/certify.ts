import type { Check } from '../../conformance/checks/check.ts';
import { checks } from '../../conformance/checks/index.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { usageProblem } from '../arguments.ts';
import { claimed } from '../certify/claimed.ts';
import { certifySender, isSender } from '../certify/sender.ts';
import { certifiedRun } from '../certify/certified-run.ts';
import { pickedChecks } from '../certify/only.ts';
import { SIGNING, signingOf } from '../certify/signing.ts';
import type { Command } from '../command.ts';
import { conduct } from '../conduct.ts';
import { commandOptions, PLAYING, playingOf } from '../playing/options.ts';
import type { RunRequest } from '../playing/one-run.ts';
import { findScenario, STANDARD } from '../scenarios.ts';
import { STRICT } from '../strict.ts';

/** `vitalproof certify`: every check with its twin, and the standard scenarios. */
export const certify: Command = {
  name: 'certify',
  words: '',
  summary: 'run every check with its twin, and the standard scenarios',
  about:
    'With --key it writes a certificate that others can verify offline (docs/certificate.md), of a passed run as well as\nof a failed one, and says which. Without a key it prints verdicts and certifies nothing.',
  options: {
    role: { value: 'ROLE', help: 'receiver or sender (what the profile says; without one, receiver)' },
    sut: { value: 'FILE', help: 'profile of the system under test (the reference, started for this run)' },
    only: {
      isList: true,
      value: 'GLOBS',
      help: "requirements to judge, 'LIM-*,ALR-01', or failed: those not green in the last run",
    },
    of: { value: 'RUN', help: 'with --only failed: which run (latest)' },
    ...SIGNING,
    ...PLAYING,
    ...STRICT,
  },
  run: async (args, io) => {
    const only = args.text('only');
    const of = args.text('of');
    if (of !== undefined && only !== 'failed') throw usageProblem('--of says of which run', '--only failed');
    if (isSender(args)) return await certifySender(args, io);
    const playing = playingOf(args);
    const signing = signingOf(args, io);
    if (signing !== undefined && (only !== undefined || playing.repeats > 1 || playing.iteration > 0 || playing.dryRun))
      throw usageProblem(
        'a certificate is of one whole run',
        'certify without --only, --repeat, --iteration, --dry-run',
      );
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
    const request: RunRequest = {
      lanes: [...lanes, ...standard],
      selected: claim.selected,
      missing: claim.missing,
      strict: args.flag('strict'),
      playing,
      sut: args.text('sut'),
      data: undefined,
      command: ['certify', ...(named === undefined ? [] : ['--only', named]), ...commandOptions(args)],
    };
    return signing === undefined ? await conduct(request, io) : await certifiedRun(request, signing, io);
  },
};
