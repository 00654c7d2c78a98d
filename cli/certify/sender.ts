import { z } from 'zod';
import { playSenderCanary } from '../../conformance/canary/sender/play-sender-canary.ts';
import { lanesOfChecks } from '../../conformance/sender/check-lanes.ts';
import { senderChecks } from '../../conformance/sender/checks/index.ts';
import { commandSenders } from '../../conformance/sender/command-sender.ts';
import { operatorSender } from '../../conformance/sender/operator-sender.ts';
import { referenceSender } from '../../conformance/sender/reference-sender.ts';
import { runSenders, type SenderLane } from '../../conformance/sender/run-senders.ts';
import {
  loadSenderProfile,
  referenceSenderProfile,
  type SenderProfile,
} from '../../conformance/sender/sender-profile.ts';
import type { StartSender } from '../../conformance/sender/sender-under-test.ts';
import { EXIT, type ExitCode } from '../../contract/input-problem.ts';
import { Role } from '../../contract/requirements/requirement.ts';
import { readYamlFile } from '../../contract/yaml/document.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import { conduct } from '../conduct.ts';
import type { Io } from '../io.ts';
import type { Played, RunRequest } from '../playing/one-run.ts';
import { commandOptions, playingOf } from '../playing/options.ts';
import { feed, terminalProgress } from '../progress.ts';
import { VERSION } from '../version.ts';
import { certifiedRun } from './certified-run.ts';
import { pickedOf } from './only.ts';
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

/** How this sender is started, how many phones at once, how long one is waited for, and what has to be closed. */
interface Means {
  readonly start: StartSender;
  readonly width: number;
  readonly patienceMs?: number;
  readonly close: () => Promise<void>;
}

const OPERATOR_PATIENCE_MS = 600_000;
const PROCESSES = 4;
const PHONES = 16;

const meansOf = ({ pairing }: SenderProfile, isReference: boolean, io: Io): Means => {
  const close = async (): Promise<void> => undefined;
  if (isReference) return { start: referenceSender(), width: PHONES, close };
  if (pairing.by === 'operator')
    return { start: operatorSender((text) => io.out(text)), width: 1, patienceMs: OPERATOR_PATIENCE_MS, close };
  const senders = commandSenders(pairing.start, io.env);
  return { start: senders.start, width: PROCESSES, close: () => senders.close() };
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
    const ticking = setInterval(() => reporter.tick(), 200);
    try {
      await runSenders({
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
      });
    } finally {
      clearInterval(ticking);
      reporter.finish();
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
  return signing === undefined ? await conduct(request, io) : await certifiedRun(request, signing, io);
};
