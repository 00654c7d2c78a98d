import { writeFileSync } from 'node:fs';
import { chaosLane } from '../../conformance/chaos/chaos-lane.ts';
import type { ExitCode } from '../../contract/input-problem.ts';
import { exitOf } from '../conduct.ts';
import type { Io } from '../io.ts';
import { oneRun } from '../playing/one-run.ts';
import { INSTANCES } from '../with-postgres.ts';
import { type ChaosResult, chaosExit, laneVerdict, struckText } from './chaos-result.ts';

/** What is played in every run: trouble for four seconds, and readings of twelve patients meanwhile. */
const FAULTS_MS = 4000;
const PATIENTS = 12;
const RATE_PER_SECOND = 20;

/** What is asked of a run of chaos. */
export interface ChaosAsked {
  readonly seed: number;
  /** Absent: the reference, started for this run. */
  readonly sut: string | undefined;
  readonly onPostgres: boolean;
  readonly strict: boolean;
}

/** The options that play such a run, but for its seed. */
export const optionsOf = ({ sut, onPostgres, strict }: Omit<ChaosAsked, 'seed'>): readonly string[] => [
  ...(sut === undefined ? [] : ['--sut', sut]),
  ...(onPostgres ? ['--postgres'] : []),
  ...(strict ? ['--strict'] : []),
];

/** In words, what is played against. */
export const systemOf = ({ sut, onPostgres }: Pick<ChaosAsked, 'sut' | 'onPostgres'>): string => {
  if (sut !== undefined) return sut;
  return onPostgres ? `the reference, ${INSTANCES} processes on PostgreSQL` : 'the reference, one process on SQLite';
};

/** One run with a plan, a system and a history of its own, judged, told of, and written down (chaos.json). */
export const oneChaos = async (asked: ChaosAsked, io: Io): Promise<ExitCode> => {
  const { seed, sut, onPostgres, strict } = asked;
  let struck: ChaosResult['struck'] = {};
  const outcome = await oneRun(
    {
      lanes: [],
      selected: [],
      seed,
      iteration: 0,
      jobs: undefined,
      sut,
      data: undefined,
      onPostgres: onPostgres ? INSTANCES : undefined,
      command: ['chaos', '--runs', '1', ...optionsOf(asked)],
      driven: ({ secrets, database }) => [
        chaosLane({
          seed,
          faultsMs: FAULTS_MS,
          patients: PATIENTS,
          ratePerSecond: RATE_PER_SECOND,
          secrets,
          database,
          performed: (_plan, done) => {
            struck = Object.fromEntries(done);
          },
        }),
      ],
    },
    io,
  );
  const { folder, verdicts } = outcome;
  const exitCode = chaosExit(verdicts, exitOf(outcome, strict));
  const lane = laneVerdict(verdicts);
  const result: ChaosResult = {
    format: 1,
    seed,
    system: systemOf(asked),
    verdict: verdicts.verdict,
    lane,
    exitCode,
    struck,
  };
  writeFileSync(folder.file('chaos.json'), `${JSON.stringify(result, null, 2)}\n`);
  io.out(`chaos, seed ${seed}, ${result.system}: ${lane}; struck: ${struckText(struck)}`);
  return exitCode;
};
