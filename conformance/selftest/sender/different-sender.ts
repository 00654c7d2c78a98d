import type { SenderCollaborators } from '../../../simulator/phone/sender/collaborators.ts';
import type { RandomStream } from '../../../simulator/random.ts';
import type { SenderProfile } from '../../sender/sender-profile.ts';

/** What is replaced in a reference sender. */
export type SenderDifference = Partial<SenderCollaborators>;

/** In what the senders of a run differ from the reference sender. */
export interface DifferentSender {
  /** Made anew for each start of a phone's sender: what it remembers is of that one alone. */
  readonly make?: () => SenderDifference;
  /** In its place, made once a run, for what phones share, what outlives a restart, or what chance decides. */
  readonly makeAll?: (random: RandomStream) => () => SenderDifference;
  /** What its vendor would write into its profile otherwise. */
  readonly profile?: (profile: SenderProfile) => SenderProfile;
}

/** What each sender of one run is made with. */
export const differencesOf = ({ make, makeAll }: DifferentSender, random: RandomStream): (() => SenderDifference) =>
  makeAll?.(random) ?? make ?? (() => ({}));
