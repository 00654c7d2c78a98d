import type { SourceAdmission } from '../../contract/wire/fhir/source.ts';

/** Who admits and withdraws senders' clients, by whichever way the reference is reached. */
export interface Operator {
  /** Every client that was ever admitted or withdrawn. InputProblem where it cannot be asked. */
  list(): Promise<readonly SourceAdmission[]>;
  /** Admits or withdraws one. InputProblem where that is refused. */
  set(admission: SourceAdmission): Promise<void>;
  close(): Promise<void>;
}
