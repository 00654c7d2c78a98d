import type { Collaborators } from '../../reference-impl/collaborators.ts';
import type { ReferencePolicies } from '../../reference-impl/policies.ts';
import type { Seams } from '../../reference-impl/seams.ts';
import type { RandomStream } from '../../simulator/random.ts';
import type { Binding } from '../runner/plan/planned-act.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { SelftestLoad } from './loads.ts';

/** In what a reference differs from the one that is shipped: rules replaced, or something put between its parts. */
export interface Difference {
  readonly collaborators?: Partial<Collaborators>;
  readonly seams?: Seams;
  readonly policies?: Partial<ReferencePolicies>;
}

/** A start of a reference that is stopped and started again: which it is, from 1, and the file of its database. */
export interface Boot {
  readonly life: number;
  readonly databasePath: string;
}

/** A difference, made anew for every run: what it remembers is of that run alone, and its chances come from the seed. */
export interface Different extends Difference {
  /** `boot`: of one that may be started again; made anew for each start, as its memory is gone. */
  readonly make?: (random: RandomStream, boot?: Boot) => Difference;
  /** Done to its database before each start. */
  readonly boots?: (boot: Boot) => void | Promise<void>;
  /** What is sent to it in place of the check of a requirement; unsaid: a check shows in what it differs. */
  readonly load?: SelftestLoad;
  /** The bindings over which its checks are played, where not over all: every stop of a system takes seconds of each. */
  readonly bindings?: readonly Binding[];
  /** It tells its alerts as notes; unsaid: as ORU^R40. */
  readonly alertsAs?: 'mdm';
  /** What its vendor would write into its profile otherwise. */
  readonly profile?: (profile: SutProfile) => SutProfile;
}

/** All of a difference, for one run. */
export const differenceOf = (
  { make, collaborators, seams, policies }: Different,
  random: RandomStream,
  boot?: Boot,
): Difference => {
  const made = make?.(random, boot) ?? {};
  return {
    collaborators: { ...collaborators, ...made.collaborators },
    seams: { ...seams, ...made.seams },
    policies: { ...policies, ...made.policies },
  };
};
