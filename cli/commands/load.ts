import { findK6 } from '../../conformance/load/find-k6.ts';
import type { LoadRequest } from '../../conformance/load/load-request.ts';
import { MIXED, withMix } from '../../conformance/load/plan-load.ts';
import {
  findLoad,
  type LoadProfile,
  loadProfileNames,
  MOST_PATIENTS,
  MOST_PER_SECOND,
  MOST_READINGS_EACH,
} from '../../conformance/load/profile.ts';
import type { Bounds } from '../../conformance/load/capacity/search.ts';
import type { ExitCode } from '../../contract/input-problem.ts';
import type { Arguments } from '../arguments.ts';
import { usageProblem } from '../arguments.ts';
import type { Command } from '../command.ts';
import { conduct } from '../conduct.ts';
import type { Io } from '../io.ts';
import { findCapacity, SEARCH_PATIENTS } from '../load/capacity.ts';
import { STRICT } from '../strict.ts';
import { commandOptions, MAX_SEED, ONCE } from '../playing/options.ts';
import { checkPostgres, INSTANCES, POSTGRES } from '../with-postgres.ts';

const MOST_SEGMENTS = 16;
const MOST_APART_MS = 10_000;

/** A profile as the command line has it: other people, other readings, another rate or another way. */
const asAsked = (profile: LoadProfile, args: Arguments): LoadProfile => {
  const [mllp, mix] = [args.flag('mllp'), args.flag('mix')];
  if (mllp && mix) throw usageProblem('a load goes by MLLP alone or by a mix', '--mllp or --mix, not both');
  const asked: LoadProfile = {
    ...profile,
    patients: args.whole('patients', profile.patients, 1, MOST_PATIENTS),
    readingsEach: args.whole('readings', profile.readingsEach, 1, MOST_READINGS_EACH),
    readingsPerSecond:
      args.text('rate') === undefined
        ? profile.readingsPerSecond
        : args.whole('rate', profile.readingsPerSecond, 1, MOST_PER_SECOND),
  };
  if (mllp) return withMix(asked, { single: 0, bundle: 0, mllp: 1 });
  return mix ? withMix(asked, MIXED) : asked;
};

/** Further addresses of the system. */
const alsoOf = (args: Arguments): readonly string[] =>
  (args.text('also') ?? '')
    .split(',')
    .filter((text) => text !== '')
    .map((text) => {
      if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text.replace(/\/+$/, '');
      throw usageProblem(`--also ${text} is no address`, 'FHIR bases with commas, http://127.0.0.1:8081/fhir');
    });

/** What is sent, and how. Throws InputProblem for options that do not go together. */
const requestOf = (args: Arguments, io: Io, name: string): LoadRequest => {
  const named = findLoad(name);
  const profile = asAsked(named.profile, args);
  const byFhir = profile.mix.single > 0 || profile.mix.bundle > 0;
  const further = alsoOf(args);
  if (args.text('sut') === undefined ? further.length > 0 : args.flag('postgres'))
    throw usageProblem(
      '--postgres is of the reference, --also of a system that --sut names',
      '--postgres, or --sut with --also',
    );
  if (args.flag('postgres')) checkPostgres();
  const allowHost = args.text('allow-host');
  return {
    ...named,
    profile,
    furtherBases: further,
    ...(args.text('segments') === undefined ? {} : { segments: args.whole('segments', 1, 1, MOST_SEGMENTS) }),
    ...(byFhir ? { k6: findK6(io.env, (note) => io.err(note)) } : {}),
    ...(allowHost === undefined ? {} : { allowHost }),
    clocksWithinMs: args.whole('clocks-within', 0, 0, MOST_APART_MS),
  };
};

/** What was asked of the profile, so that the command on record repeats the run. */
const ownOptions = (args: Arguments): readonly string[] => [
  ...['patients', 'readings', 'rate', 'segments', 'also', 'clocks-within', 'allow-host'].flatMap((option) => {
    const value = args.text(option);
    return value === undefined ? [] : [`--${option}`, value];
  }),
  ...['mllp', 'mix', 'postgres'].flatMap((option) => (args.flag(option) ? [`--${option}`] : [])),
];

/** A name of no profile: a search over one. */
const CAPACITY = 'capacity';
const SEARCHED = 'steady';
const MOST_STEPS = 40;
const MOST_STEP_SECONDS = 3600;
const MOST_MINUTES = 1440;
const MOST_FLOOR = 10_000_000;
/** What a search is given, and no other load. */
const SEARCH_OPTIONS = {
  from: { value: 'N', help: 'capacity: readings a second that are played first (100)' },
  to: { value: 'N', help: `capacity: and at most (${MOST_PER_SECOND})` },
  steps: { value: 'N', help: 'capacity: at most so many rates (12)' },
  seconds: { value: 'N', help: 'capacity: how long each is kept up at least (20)' },
  minutes: { value: 'N', help: 'capacity: none begins once so much time has passed (20)' },
  floor: { value: 'N', help: 'capacity: posts a second that express and a commit alone take here, to compare with' },
  out: { value: 'FILE', help: 'capacity: the result as JSON' },
} as const;

/** Where is searched, and how far. */
const boundsOf = (args: Arguments): Bounds => {
  const from = args.whole('from', 100, 1, MOST_PER_SECOND);
  const to = args.whole('to', MOST_PER_SECOND, 1, MOST_PER_SECOND);
  if (from > to) throw usageProblem(`--from ${from} is above --to ${to}`, '--from N --to M, N at most M');
  return {
    from,
    to,
    steps: args.whole('steps', 12, 1, MOST_STEPS),
    budgetMs: args.whole('minutes', 20, 1, MOST_MINUTES) * 60_000,
    within: 0.1,
  };
};

/** `vitalproof load capacity [PROFILE]`. */
const searched = async (args: Arguments, io: Io, [name = SEARCHED]: readonly string[]): Promise<ExitCode> => {
  for (const option of ['rate', 'readings', 'compare'])
    if (args.text(option) !== undefined)
      throw usageProblem(`--${option} is of one load, and a search plays many`, '--from, --to, --steps and --seconds');
  const asked = requestOf(args, io, name);
  const patients = args.whole('patients', SEARCH_PATIENTS, 1, MOST_PATIENTS);
  const load = { ...asked, profile: { ...asked.profile, patients } };
  return await findCapacity(
    {
      load,
      bounds: boundsOf(args),
      seconds: args.whole('seconds', 20, 1, MOST_STEP_SECONDS),
      seed: args.whole('seed', 1, 0, MAX_SEED),
      sut: args.text('sut'),
      floor: args.text('floor') === undefined ? undefined : args.whole('floor', 1, 1, MOST_FLOOR),
      out: args.text('out'),
      command: ({ readingsEach, readingsPerSecond }) => [
        'load',
        name,
        ...commandOptions(args),
        ...ownOptions(args),
        ...(args.text('patients') === undefined ? ['--patients', String(patients)] : []),
        '--readings',
        String(readingsEach),
        '--rate',
        String(readingsPerSecond),
      ],
    },
    io,
  );
};

/** `vitalproof load`: readings at their instants, by k6 and over MLLP, judged by the same oracle. */
export const load: Command = {
  name: 'load',
  words: `PROFILE | ${CAPACITY} [PROFILE]`,
  summary: `send readings whatever the system answers, with k6 and over MLLP: ${loadProfileNames().join(', ')}`,
  about:
    'Every single alert is judged, not only whether the server answered.\n' +
    `load ${CAPACITY} searches for the highest rate at which every deadline holds (docs/load.md).`,
  options: {
    sut: { value: 'FILE', help: 'profile of the system under test (the reference, started for this run)' },
    seed: { value: 'S', help: 'what chance is drawn from (1)' },
    patients: { value: 'N', help: 'how many patients (as the profile says)' },
    readings: { value: 'N', help: 'readings of each patient (as the profile says)' },
    rate: { value: 'N', help: 'readings a second, on the mean (as the profile says)' },
    mllp: { help: 'everything as HL7 v2 messages over MLLP' },
    mix: { help: '30 % single FHIR posts, 20 % messages over MLLP, the rest in bundles' },
    segments: {
      value: 'N',
      help: 'k6 processes that share the posts, by execution segment (one for each FHIR address)',
    },
    also: {
      isList: true,
      value: 'URLS',
      help: 'further FHIR addresses of the same system, with commas: k6 processes take them in turn',
    },
    'clocks-within': {
      value: 'MS',
      help: 'k6 runs on other computers, whose clocks are so far from this one’s at most',
    },
    ...POSTGRES,
    compare: { value: 'FILE', help: 'the load.json of an earlier run to compare with; none there: said, not failed' },
    'allow-host': { value: 'HOST', help: 'let the load go to this host, which is not this computer' },
    ...SEARCH_OPTIONS,
    ...STRICT,
  },
  run: async (args, io) => {
    const [name, ...more] = args.words;
    if (name === CAPACITY && more.length <= 1) return await searched(args, io, more);
    if (name === undefined || more.length > 0)
      throw usageProblem('load takes one profile', loadProfileNames().join(', '));
    for (const option of Object.keys(SEARCH_OPTIONS))
      if (args.text(option) !== undefined)
        throw usageProblem(`--${option} is of a search`, `vitalproof load ${CAPACITY} ${name} --${option} …`);
    return await conduct(
      {
        lanes: [],
        load: requestOf(args, io, name),
        onPostgres: args.flag('postgres') ? INSTANCES : undefined,
        compare: args.text('compare'),
        selected: [],
        strict: args.flag('strict'),
        playing: { ...ONCE, seed: args.whole('seed', 1, 0, MAX_SEED) },
        sut: args.text('sut'),
        data: undefined,
        command: ['load', name, ...commandOptions(args), ...ownOptions(args)],
      },
      io,
    );
  },
};
