import type { Deadlines, Policies } from '../../history/lines.ts';
import type { Absence } from '../items/absence.ts';
import type { People } from '../orders/order-expectation.ts';
import type { OrderRecord } from '../orders/version.ts';
import type { Demand } from '../items/demand.ts';
import type { Attempt, Filing } from '../readings/filing.ts';
import type { PatientRecord } from '../record/patient-record.ts';

/** What every patient of a run shares. */
export interface World {
  readonly deadlines: Deadlines;
  readonly policies: Policies;
  /** The harness's worst event loop lag, ns. */
  readonly lagNs: number;
  readonly absence: Absence;
  readonly people: People & { readonly poolMembers: ReadonlyMap<string, ReadonlySet<string>> };
}

/** One patient, understood: orders with their versions, attempts with what had to become of them, demands. */
export interface PatientCase {
  readonly record: PatientRecord;
  readonly lane: string;
  readonly orders: readonly OrderRecord[];
  readonly attempts: readonly Attempt[];
  readonly filings: readonly Filing[];
  readonly demands: readonly Demand[];
}
