import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type AttemptLog, attemptLog } from '../../conformance/certificate/attempts/log.ts';
import { challengeOf } from '../../conformance/certificate/challenge.ts';
import type { Given } from '../../conformance/certificate/claims.ts';
import { configOf } from '../../conformance/certificate/config.ts';
import { certificateExit } from '../../conformance/certificate/exit.ts';
import { type HistoryFacts, historyFacts } from '../../conformance/certificate/history-facts.ts';
import { keyId } from '../../conformance/certificate/keys.ts';
import { hashOfFile } from '../../conformance/certificate/bundle-files.ts';
import { conclusionOf, writeBundle } from '../../conformance/certificate/write-bundle.ts';
import { WHOLE_RUN } from '../../conformance/verdict/notes.ts';
import { EXIT, type ExitCode, InputProblem } from '../../contract/input-problem.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { firstRun } from '../conduct.ts';
import type { Io } from '../io.ts';
import { oneRun, type Outcome, type RunRequest } from '../playing/one-run.ts';
import { runsOf } from '../run-folder.ts';
import { checkMakable } from '../writable.ts';
import { conclusionText } from './certificate-text.ts';
import { HARNESS, harnessEnvironment } from './harness.ts';
import type { Signing } from './signing.ts';

const DAY_MS = 86_400_000;
/** Beside the runs: the log of all attempts of each system under each nonce. */
const ATTEMPTS = 'attempts';

const nowIso = (addMs = 0): string => new Date(performance.timeOrigin + performance.now() + addMs).toISOString();

const free = (out: string | undefined): string | undefined => {
  if (out === undefined) return undefined;
  const folder = resolve(out);
  if (existsSync(folder))
    throw new InputProblem(
      'is there already',
      { file: out },
      'a folder that is not there yet: a bundle is never changed',
    );
  checkMakable(folder);
  return folder;
};

/** Somebody stopped it before all was played: whoever sees a run go wrong could else be rid of it for nothing. */
const isBrokenOff = ({ interrupted }: Outcome, { end }: HistoryFacts): boolean =>
  interrupted && (end === undefined || end.skipped.some(({ lane }) => lane === WHOLE_RUN));

/** Signs what a run came to, whatever it came to. */
const signed = async (
  outcome: Outcome,
  log: AttemptLog,
  attempt: number,
  seed: number,
  signing: Signing,
  out: string | undefined,
  io: Io,
): Promise<ExitCode> => {
  const { folder, profile, verdicts } = outcome;
  const catalogue = loadCatalogue();
  const { key, nonce, evidence, waivers, selftest, digest, days } = signing;
  const history = folder.file('history.ndjson');
  const facts = await historyFacts(history);
  const given: Given = {
    sut: { name: profile.name, version: profile.version, ...(digest === undefined ? {} : { digest }) },
    evidence,
    waivers: [...waivers],
    nonce,
    seed,
    attempt,
    run: folder.name,
    harness: HARNESS,
    issued: nowIso(),
    expires: nowIso(days * DAY_MS),
  };
  const conclusion = conclusionOf({ given, facts, verdicts, catalogue, log: log.entries() });
  log.ended(attempt, {
    at: nowIso(),
    verdict: verdicts.verdict,
    failed: verdicts.requirements.filter((r) => r.verdict === 'FAIL').length,
    certified: conclusion.certified,
    ...(isBrokenOff(outcome, facts) ? { brokenOff: true } : {}),
    history: await hashOfFile(history, statSync(history).size),
  });
  const bundle = out ?? join(folder.path, 'certificate');
  const parts = { given, verdicts, catalogue, runDir: folder.path, config: configOf(profile), selftest };
  await writeBundle(bundle, { ...parts, environment: harnessEnvironment(), log: log.entries() }, key);
  const exitCode = certificateExit(verdicts, conclusion);
  const shown = relative(process.cwd(), bundle) || '.';
  io.out(conclusionText(conclusion, { attempt, key: keyId(key), bundle: shown, exitCode }));
  return exitCode;
};

/**
 * A run for a certificate. It counts as an attempt from the moment the first thing is sent, and is signed as what it
 * was: passed, failed, void or broken off. A run that is killed leaves an attempt that never ended, and that is listed.
 */
export const certifiedRun = async (request: RunRequest, signing: Signing, io: Io): Promise<ExitCode> => {
  const out = free(signing.out);
  const { seed } = request.playing;
  let log: AttemptLog | undefined;
  let attempt = 0;
  const outcome = await oneRun(
    {
      ...firstRun(request),
      challenge: (profile, run) => {
        const mine = attemptLog(join(runsOf(io.env), ATTEMPTS), {
          role: request.role ?? 'receiver',
          sut: profile.name,
          nonce: signing.nonce,
        });
        log = mine;
        attempt = mine.next();
        const derived = signing.nonce === null ? undefined : challengeOf(signing.nonce, seed, attempt);
        return {
          seed: derived?.seed ?? seed,
          ...(derived === undefined ? {} : { nonce: derived.keys }),
          begun: () => mine.begun(attempt, { at: nowIso(), run, version: profile.version }),
        };
      },
    },
    io,
  );
  if (log === undefined) throw new Error('a run without an attempt');
  const code = await signed(outcome, log, attempt, seed, signing, out, io);
  return outcome.interrupted ? EXIT.interrupted : code;
};
