import type { LoadCast } from './cast.ts';
import type { NamedLoad } from './profile.ts';

/** A load profile and the k6 to run it with. */
export interface LoadRequest extends NamedLoad {
  /** Absent: nothing goes by FHIR, so none is needed. */
  readonly k6?: string;
  /** How many k6 processes share the sends, by execution segment (1). */
  readonly segments?: number;
  /** FHIR bases of further processes of the system: those k6 processes take them in turn with the profile's. */
  readonly furtherBases?: readonly string[];
  /** How far the clock of a computer that sends may be from this one's, ms (0: they are the same). */
  readonly clocksWithinMs?: number;
  /** A host beside this computer that it may go to. */
  readonly allowHost?: string;
  /** What is found of the system stands though the sender was late: nothing is said of the rate. */
  readonly mayBeLate?: true;
  /** Told when everything that a person sent is in the history, while the load goes on. */
  readonly onPersonDone?: (person: number, cast: LoadCast) => void;
}
