import type { Arguments, Option } from '../arguments.ts';
import { usageProblem } from '../arguments.ts';

/** Largest seed: every draw is keyed by it as a whole number. */
export const MAX_SEED = Number.MAX_SAFE_INTEGER;

const MAX_REPEATS = 1000;
const MAX_JOBS = 64;
/** Repeats of `--stability`. */
const STABILITY_REPEATS = 10;

/** How a run is played, whatever it plays. */
export const PLAYING = {
  seed: { value: 'S', help: 'what chance is drawn from (1)' },
  jobs: { value: 'N', help: 'lanes, and operations, side by side (8)' },
  repeat: { value: 'N', help: 'play it N times, every case from another seed each time; UNSTABLE where they differ' },
  iteration: { value: 'K', help: 'play the K-th of such repeats alone (0 is the first)' },
  stability: {
    help: `repeat it ${STABILITY_REPEATS} times, the lanes in another order and another number side by side each time`,
  },
  'dry-run': { help: 'say what would be played and judged; nothing is sent' },
} as const satisfies Readonly<Record<string, Option>>;

/** The same, read. */
export interface Playing {
  readonly seed: number;
  readonly jobs: number | undefined;
  readonly repeats: number;
  /** The first repeat that is played. */
  readonly iteration: number;
  readonly shuffled: boolean;
  readonly dryRun: boolean;
}

/** Played once, as it is. */
export const ONCE: Omit<Playing, 'seed'> = {
  jobs: undefined,
  repeats: 1,
  iteration: 0,
  shuffled: false,
  dryRun: false,
};

/** Reads them; InputProblem (exit 64) for what is not usable or does not go together. */
export const playingOf = (args: Arguments): Playing => {
  const shuffled = args.flag('stability');
  if (args.text('iteration') !== undefined && (shuffled || args.text('repeat') !== undefined))
    throw usageProblem('--iteration is one repeat alone', 'without --repeat and --stability');
  return {
    seed: args.whole('seed', 1, 0, MAX_SEED),
    jobs: args.text('jobs') === undefined ? undefined : args.whole('jobs', 1, 1, MAX_JOBS),
    repeats: args.whole('repeat', shuffled ? STABILITY_REPEATS : 1, 1, MAX_REPEATS),
    iteration: args.whole('iteration', 0, 0, MAX_REPEATS),
    shuffled,
    dryRun: args.flag('dry-run'),
  };
};

/** The options worth repeating, as they were given. */
export const commandOptions = (args: { text(option: string): string | undefined }): readonly string[] =>
  ['sut', 'data', 'jobs'].flatMap((option) => {
    const value = args.text(option);
    return value === undefined ? [] : [`--${option}`, value];
  });
