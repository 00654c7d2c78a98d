import type { Deadlines, Policies } from '../../history/lines.ts';
import type { Proofs } from '../sight/absence.ts';
import type { Outages } from '../sight/outages.ts';
import type { CoverageBook } from '../people/coverage-book.ts';
import type { Demand } from '../items/demand.ts';
import type { MeasureCase } from '../explore/measure-case.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { Attempt, Filing } from '../readings/filing.ts';
import type { PatientRecord } from '../record/patient-record.ts';

/** What every patient of a run shares. */
export interface World {
  readonly deadlines: Deadlines;
  readonly policies: Policies;
  /** The harness's worst event loop lag, ns. */
  readonly lagNs: number;
  readonly absence: Proofs;
  /** When the system was taken away from everybody. */
  readonly outages: Outages;
  readonly coverage: CoverageBook;
  readonly poolMembers: ReadonlyMap<string, ReadonlySet<string>>;
  /** Monotonic end of what is known. */
  readonly end: number;
}

/** One measure of a patient, understood: orders with their versions, attempts with what had to become of them, demands. */
export interface MeasureView {
  readonly measure: MeasureCase;
  readonly orders: readonly OrderRecord[];
  readonly attempts: readonly Attempt[];
  readonly filings: readonly Filing[];
  readonly demands: readonly Demand[];
}

/** One patient, understood. */
export interface PatientCase {
  readonly record: PatientRecord;
  readonly lane: string;
  readonly measures: readonly MeasureView[];
  readonly orders: readonly OrderRecord[];
  readonly attempts: readonly Attempt[];
  readonly filings: readonly Filing[];
  readonly demands: readonly Demand[];
}
