import { z } from 'zod';
import { playSenderCanary } from '../../conformance/canary/sender/play-sender-canary.ts';
import { lanesOfChecks } from '../../conformance/sender/check-lanes.ts';
import { senderChecks } from '../../conformance/sender/checks/index.ts';
import { runSenders, type SenderLane } from '../../conformance/sender/run-senders.ts';
import {
  loadSenderProfile,
  referenceSenderProfile,
  type SenderProfile,
} from '../../conformance/sender/sender-profile.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { Role } from '../../contract/requirements/requirement.ts';
import { readYamlFile } from '../../contract/yaml/document.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import { conduct, exitOf, firstRun } from '../conduct.ts';
import type { Io } from '../io.ts';
import { oneRun, type Played, type RunRequest } from '../playing/one-run.ts';
import { commandOptions, playingOf } from '../playing/options.ts';
import { feed, terminalProgress, ticking } from '../progress.ts';
import { VERSION } from '../version.ts';
import { certifiedRun } from './certified-run.ts';
import { pickedOf } from './only.ts';
import { tellSenderCounterexamples } from './sender-counterexamples.ts';
import { meansOf } from './sender-means.ts';
import { signingOf } from './signing.ts';

const Profile = z.looseObject({ role: z.string().optional() });

/** Whether a sender is to be certified: as `--role` says, else the profile. */
export const isSender = (args: Arguments): boolean => {
  const [role, sut] = [args.text('role'), args.text('sut')];
  if (role !== undefined && !Role.safeParse(role).success)
    throw usageProblem(`--role ${role} is not known`, Role.options.join(' or '));
  if (role !== undefined || sut === undefined) return role === 'sender';
  return readYamlFile(sut, Profile, 'the profile of a system under test (docs/profile.md)').role === 'sender';
};

const dryRun = (profile: SenderProfile, lanes: readonly SenderLane[], io: Io): ExitCode => {
  const rows = lanes.flatMap(({ name, requirements, script }) =>
    profile.out.map((via) => `  ${name}/${via}  ${script.acts.length} acts  ${requirements.join(' ')}`),
  );
  io.out(
    [`Would play against ${profile.name} ${profile.version}:`, ...rows, `${rows.length} lanes. Nothing was sent.`].join(
      '\n',
    ),
  );
  return EXIT.passed;
};

const playedBy = (profile: SenderProfile, lanes: readonly SenderLane[], isReference: boolean): Played => ({
  profile,
  play: async ({ io, signal, jobs, nonce, progress, ...stage }) => {
    const reporter = terminalProgress(io);
    const quietMs = 2 * profile.terms.forward;
    const show = feed(reporter, { sut: `${profile.name} ${profile.version}`, seed: stage.seed, quietMs });
    const { start, width, patienceMs, close } = meansOf(profile, isReference, io);
    try {
      await ticking(reporter, () =>
        runSenders({
          ...stage,
          canary: playSenderCanary,
          profile,
          start,
          lanes,
          harness: `vitalproof ${VERSION}`,
          width: jobs ?? width,
          ...(nonce === undefined ? {} : { nonce }),
          ...(patienceMs === undefined ? {} : { patienceMs }),
          abort: signal,
          progress: (event) => {
            progress(event);
            show(event);
          },
        }),
      );
    } finally {
      await close();
    }
  },
});

/** Every check of a sender, played, judged and reported, and signed where there is a key; returns the exit code. */
export const certifySender = async (args: Arguments, io: Io): Promise<ExitCode> => {
  const [only, sut, playing, signing] = [args.text('only'), args.text('sut'), playingOf(args), signingOf(args, io)];
  if (signing !== undefined && (only !== undefined || playing.repeats > 1 || playing.iteration > 0 || playing.dryRun))
    throw usageProblem('a certificate is of one whole run', 'certify without --only, --repeat, --iteration, --dry-run');
  const checks = only === undefined ? senderChecks : pickedOf(senderChecks, only, args.text('of'), io);
  const profile = sut === undefined ? referenceSenderProfile(VERSION) : loadSenderProfile(sut);
  const lanes = lanesOfChecks(checks, profile);
  if (playing.dryRun) return dryRun(profile, lanes, io);
  const request: RunRequest = {
    lanes: [],
    selected: checks.map((c) => c.requirement),
    strict: args.flag('strict'),
    role: 'sender',
    playing,
    sut,
    data: undefined,
    command: ['certify', '--role', 'sender', ...(only === undefined ? [] : ['--only', only]), ...commandOptions(args)],
    played: playedBy(profile, lanes, sut === undefined),
  };
  if (signing !== undefined) return await certifiedRun(request, signing, io);
  if (playing.repeats > 1) return await conduct(request, io);
  const outcome = await oneRun(firstRun(request), io);
  // Where a person has to start every phone, nobody is asked to do so five times more.
  if (profile.resetsByItself && !outcome.interrupted) {
    const isReference = sut === undefined;
    const of = { seed: playing.seed, sut, io };
    await tellSenderCounterexamples(outcome, lanes, profile, () => meansOf(profile, isReference, io), of);
  }
  return exitOf(outcome, request.strict);
};
