import { join } from 'node:path';
import { InputProblem } from '../../../contract/input-problem.ts';
import type { Catalogue } from '../../../contract/requirements/load.ts';
import type { RunVerdicts } from '../../verdict/types.ts';
import { readChain } from '../attempts/chain.ts';
import type { Entry } from '../attempts/entry.ts';
import { bytesOf, ENVELOPE } from '../bundle-files.ts';
import { canonical } from '../canonical.ts';
import { catalogLock } from '../catalog-lock.ts';
import { challengeOf } from '../challenge.ts';
import { statementOf } from '../claims.ts';
import type { Conclusion } from '../conclude.ts';
import { Config } from '../config.ts';
import { coverageOf } from '../coverage.ts';
import { Environment, isOfBuild, Selftest } from '../environment.ts';
import type { HistoryFacts } from '../history-facts.ts';
import type { Claims } from '../statement.ts';
import { readStrict } from '../strict-json.ts';
import { conclusionOf } from '../write-bundle.ts';
import type { Opened } from './opened.ts';

const wrong = (folder: string, name: string, what: string, expected: string): InputProblem =>
  new InputProblem(what, { file: join(folder, name) }, expected);

/** The log of attempts, which has to end with this very attempt. */
const logOf = ({ folder, statement, history }: Opened, verdicts: RunVerdicts): readonly Entry[] => {
  const name = 'attempts.ndjson';
  const file = join(folder, name);
  const log = readChain(bytesOf(folder, name), file);
  const { sut, role, nonce, attempt, run, certified } = statement.predicate.vitalproof;
  const [opening] = log;
  if (opening?.kind !== 'log' || opening.sut !== sut.name || opening.role !== role || opening.nonce !== nonce)
    throw wrong(folder, name, 'is the log of another system or another nonce', `the log of ${sut.name}`);
  const begun = log.find((e) => e.kind === 'begun' && e.attempt === attempt);
  const ended = log.at(-1);
  const own =
    begun?.kind === 'begun' &&
    begun.run === run &&
    begun.version === sut.version &&
    ended?.kind === 'ended' &&
    ended.attempt === attempt &&
    ended.verdict === verdicts.verdict &&
    ended.certified === certified &&
    ended.history === history;
  if (!own) throw wrong(folder, name, `does not end with this attempt, number ${attempt}`, 'its log up to its end');
  return log;
};

/** The system that is described is the one that the statement is about. */
const checkConfig = ({ folder }: Opened, { sut }: Claims): void => {
  const name = 'config.json';
  const { profile } = readStrict(bytesOf(folder, name), join(folder, name), Config);
  if (profile.name !== sut.name || profile.version !== sut.version)
    throw wrong(folder, name, 'describes another system than the statement', `${sut.name} ${sut.version}`);
};

/** The self-test is of the build that made the run, and says nothing of any other. */
const checkSelftest = (folder: string, environment: Environment): void => {
  const name = 'selftest.json';
  const selftest = readStrict(bytesOf(folder, name), join(folder, name), Selftest);
  if (!selftest.given || isOfBuild(selftest.scores, environment)) return;
  const { harness, build } = selftest.scores;
  throw wrong(
    folder,
    name,
    `is the self-test of another build: ${harness}, ${build}`,
    `that of the build that made this run: ${environment.harness}, ${environment.build}`,
  );
};

/** The run of the history is the run that the statement is about, and the nonce is in it. */
const checkRun = ({ folder }: Opened, { run, patients }: HistoryFacts, claims: Claims): void => {
  const { sut, nonce, seed, attempt } = claims;
  const name = 'history.ndjson';
  if (run.run !== claims.run || run.sut.name !== sut.name || run.sut.version !== sut.version)
    throw wrong(
      folder,
      name,
      `is of ${run.sut.name} ${run.sut.version}, run ${run.run}`,
      `${sut.name} ${sut.version}, run ${claims.run}`,
    );
  if (run.harness !== claims.harness || (run.role ?? 'receiver') !== claims.role)
    throw wrong(folder, name, 'was made by another harness or of another role', claims.harness);
  if (nonce === null) {
    if (run.seed !== seed) throw wrong(folder, name, `was drawn from seed ${run.seed}`, `seed ${seed}`);
    return;
  }
  const derived = challengeOf(nonce, seed, attempt);
  if (run.seed !== derived.seed) throw wrong(folder, name, 'was not drawn from this nonce', `seed ${derived.seed}`);
  const other = patients.find((patient) => !patient.includes(derived.keys));
  if (patients.length === 0 || other !== undefined)
    throw wrong(
      folder,
      name,
      `patient ${other ?? '(none)'} does not bear the nonce`,
      `${derived.keys} in every patient's identifier`,
    );
};

/**
 * Everything else that a bundle says has to follow from its history: the conclusion, coverage, attempts, seed, patients.
 * Returns the conclusion, drawn again. Throws InputProblem where anything does not follow.
 */
export const consistent = (
  opened: Opened,
  catalogue: Catalogue,
  verdicts: RunVerdicts,
  facts: HistoryFacts,
): Conclusion => {
  const { folder, statement } = opened;
  const claims = statement.predicate.vitalproof;
  checkRun(opened, facts, claims);
  checkConfig(opened, claims);
  const log = logOf(opened, verdicts);
  const conclusion = conclusionOf({ given: claims, facts, verdicts, catalogue, log });
  const config = bytesOf(folder, 'config.json').toString('utf8');
  const lock = canonical(catalogLock(catalogue));
  const { sut, evidence, waivers, nonce, seed, attempt, run, harness, issued, expires } = claims;
  const given = { sut, evidence, waivers, nonce, seed, attempt, run, harness, issued, expires };
  const manifest = bytesOf(folder, 'manifest.json').toString('utf8');
  const expected = statementOf(given, facts, verdicts, conclusion, log, { manifest, lock, config });
  if (canonical(expected) !== canonical(statement))
    throw wrong(folder, ENVELOPE, 'the statement does not follow from the history', `result ${conclusion.result}`);
  if (canonical(coverageOf(verdicts, conclusion, facts.run)) !== bytesOf(folder, 'coverage.json').toString('utf8'))
    throw wrong(folder, 'coverage.json', 'is not the coverage of this history', 'as the verdicts have it');
  const environment = readStrict(bytesOf(folder, 'env.json'), join(folder, 'env.json'), Environment);
  if (environment.lagNs !== (facts.end?.lag ?? null) || environment.lagP999Ns !== (facts.end?.lagP999 ?? null))
    throw wrong(folder, 'env.json', 'tells another lag than the history', `${facts.end?.lag ?? 'none'} ns`);
  if (environment.harness !== claims.harness)
    throw wrong(folder, 'env.json', `is of ${environment.harness}`, claims.harness);
  checkSelftest(folder, environment);
  return conclusion;
};
