import { availableParallelism } from 'node:os';
import { checkClear } from '../../conformance/chaos/through-proxies.ts';
import { loadProfile } from '../../conformance/sut/profile.ts';
import { type Arguments, usageProblem } from '../arguments.ts';
import { manyChaos, type ManyAsked } from '../chaos/many-chaos.ts';
import { oneChaos } from '../chaos/one-chaos.ts';
import type { Command } from '../command.ts';
import type { Io } from '../io.ts';
import { MAX_SEED } from '../playing/options.ts';
import { STRICT } from '../strict.ts';
import { checkPostgres, POSTGRES } from '../with-postgres.ts';

const RUNS = 25;
const MOST_RUNS = 10_000;
const MOST_WIDTH = 64;
/** A run waits most of its time: it takes about half a processor, two processes with a database server a whole one. */
const RUNS_A_PROCESSOR = 2;
const RUNS_A_PROCESSOR_ON_POSTGRES = 1;

/** One system has its trouble by itself; of references there are as many as there are runs. */
const widthOf = (args: Arguments, runs: number): number => {
  const ofOwn = args.text('sut') !== undefined;
  const aProcessor = args.flag('postgres') ? RUNS_A_PROCESSOR_ON_POSTGRES : RUNS_A_PROCESSOR;
  const width = args.whole('width', ofOwn ? 1 : aProcessor * availableParallelism(), 1, MOST_WIDTH);
  if (ofOwn && width > 1)
    throw usageProblem(
      '--width does not go with --sut',
      'one run at a time: what is done to the system is done to all of them',
    );
  return Math.min(width, runs);
};

const askedOf = (args: Arguments): ManyAsked => {
  const [sut, onPostgres] = [args.text('sut'), args.flag('postgres')];
  if (sut !== undefined && onPostgres)
    throw usageProblem(
      '--postgres is of the reference, and --sut names another system',
      '--postgres or --sut, not both',
    );
  const runs = args.whole('runs', RUNS, 1, MOST_RUNS);
  return {
    seed: args.whole('seed', 1, 0, MAX_SEED - MOST_RUNS),
    runs,
    width: widthOf(args, runs),
    sut,
    onPostgres,
    strict: args.flag('strict'),
  };
};

/** Says what cannot be done to a system, before it is found out of every run. Throws InputProblem for a wrong profile. */
const checkSystem = ({ sut, onPostgres }: ManyAsked, io: Io): void => {
  if (onPostgres) checkPostgres();
  if (sut === undefined) return;
  const profile = loadProfile(sut);
  checkClear(profile);
  const { name, ports, process } = profile;
  if (ports.process.includes('absent'))
    io.err(`${name} has no port process: its network is troubled, and it is never stopped or killed`);
  else if (process !== undefined && process.clock === undefined)
    io.err(`${name} has no command process.clock: its clock is left alone`);
};

/** `vitalproof chaos`: seeded trouble on the network and to the system, judged by the same oracle. */
export const chaos: Command = {
  name: 'chaos',
  words: '',
  summary: 'send readings through seeded trouble: network, process, database, clock',
  about:
    'First nothing wrong may happen while trouble lasts, then everything due comes within the time of recovery.\nEach run has a plan, a history and, of the reference, a system of its own; its seed plays it again.',
  options: {
    sut: { value: 'FILE', help: 'profile of the system under test (the reference, started for each run)' },
    seed: { value: 'S', help: 'of the first run; the next ones count on (1)' },
    runs: { value: 'N', help: `how many runs (${RUNS}); of one the whole report is shown` },
    width: {
      value: 'N',
      help: `runs at a time, of the reference alone (${RUNS_A_PROCESSOR} a processor, ${RUNS_A_PROCESSOR_ON_POSTGRES} on PostgreSQL)`,
    },
    ...POSTGRES,
    ...STRICT,
  },
  run: async (args, io) => {
    const asked = askedOf(args);
    checkSystem(asked, io);
    return await (asked.runs === 1 ? oneChaos(asked, io) : manyChaos(asked, io));
  },
};
