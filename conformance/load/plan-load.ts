import { InputProblem } from '../../contract/input-problem.ts';
import type { LoadChannel, LoadParameters, LoadTransport } from '../../simulator/load/parameters.ts';
import { arrivalStages } from './arrival.ts';
import { type LoadProfile, type Mix, MOST_READINGS } from './profile.ts';
import { type LoadSchedule, loadSchedule } from './schedule.ts';

/** A load as it will be sent: what, by whom, and when. */
export interface LoadPlan {
  readonly parameters: LoadParameters;
  readonly schedule: LoadSchedule;
  /** Readings that are sent, each sending counted. */
  readonly total: number;
}

const ORDER: readonly LoadTransport[] = ['single', 'mllp', 'bundle'];

/** People by way. Shares of single posts and messages are rounded up: at least that many is what a mix says of them. */
const channelsOf = (profile: LoadProfile): readonly LoadChannel[] => {
  const { patients, mix, bundleOf } = profile;
  const sum = mix.single + mix.bundle + mix.mllp;
  if (sum <= 0)
    throw new InputProblem('a load goes no way at all', { path: 'mix' }, 'a share of single, bundle or mllp');
  let left = patients;
  const used = ORDER.filter((transport) => mix[transport] > 0);
  return used.map((transport, i): LoadChannel => {
    const people = i === used.length - 1 ? left : Math.min(left, Math.ceil((patients * mix[transport]) / sum - 1e-9));
    left -= people;
    return { transport, people, readingsPerSend: transport === 'bundle' ? bundleOf : 1 };
  });
};

/** A profile whose people all go one way, or the mix that a large run has to show. */
export const withMix = (profile: LoadProfile, mix: Mix): LoadProfile => ({ ...profile, mix });

/** The mix of a large run: at least 30 % single posts and 20 % messages, the rest bundles. */
export const MIXED: Mix = { single: 30, mllp: 20, bundle: 50 };

/**
 * Plans a load: all of it out of the seed. `nowMs`: nothing was measured after it. Throws InputProblem on a profile
 * whose parts do not fit together.
 */
export const planLoad = (
  profile: LoadProfile,
  { seed, nonce, nowMs }: { readonly seed: number; readonly nonce: string; readonly nowMs: number },
): LoadPlan => {
  const { patients, readingsEach, rounds, course, patientsAtOnce, arrival, readingsPerSecond } = profile;
  const total = patients * readingsEach * rounds;
  if (total > MOST_READINGS)
    throw new InputProblem(`${total} readings are too many for one load`, {}, `at most ${MOST_READINGS}`);
  try {
    arrivalStages(arrival, 1, 1);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new InputProblem(error.message, { path: 'arrival' }, 'points such as [0, 0.2], [3, 1], [5, 0.2]');
  }
  const parameters: LoadParameters = {
    seed,
    nonce,
    untilMs: nowMs,
    course,
    readingsPerPerson: readingsEach,
    rounds,
    peopleAtOnce: patientsAtOnce,
    channels: channelsOf(profile),
  };
  return { parameters, total, schedule: loadSchedule(parameters, arrival, readingsPerSecond) };
};
