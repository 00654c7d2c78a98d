import type { LoadCast } from './cast.ts';
import type { NamedLoad } from './profile.ts';

/** A load profile and the k6 to run it with. */
export interface LoadRequest extends NamedLoad {
  /** Absent: nothing goes by FHIR, so none is needed. */
  readonly k6?: string;
  /** A host beside this computer that it may go to. */
  readonly allowHost?: string;
  /** Told when everything that a person sent is in the history, while the load goes on. */
  readonly onPersonDone?: (person: number, cast: LoadCast) => void;
}
