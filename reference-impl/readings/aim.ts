import { keyOf } from '../../contract/domain/identifier.ts';
import type { FiledReading, Reading } from '../../contract/domain/reading.ts';
import { type Refusal, refuse } from '../../contract/refusal.ts';
import type { FilingTerms } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';
import type { Aim } from './admit.ts';

/** What is on file under the logical id that a sender names, and under the identifier of what was sent. */
export interface Targets {
  readonly byId: Kept<FiledReading> | undefined;
  readonly byKey: Kept<FiledReading> | undefined;
}

const misdirectedTo = (id: string, { patient }: Reading, { byId, byKey }: Targets): Refusal | undefined => {
  // Another patient's is answered as none: that it exists is nobody's business.
  if (byId === undefined || keyOf(byId.body.reading.patient) !== keyOf(patient))
    return refuse('unknown-reading', 'Observation.id', `Observation/${id}`).refusal;
  return byKey?.seq === byId.seq ? undefined : refuse('immutable', 'Observation.identifier').refusal;
};

/** Whether a reading is for what its sender names, in the version that the sender saw. */
export const aimOf = (terms: FilingTerms | undefined, reading: Reading, targets: Targets): Aim | undefined =>
  terms && {
    misdirected: terms.id === undefined ? undefined : misdirectedTo(terms.id, reading, targets),
    isStale: terms.ifMatch !== undefined && terms.ifMatch !== targets.byKey?.version,
    createsOnly: terms.createsOnly ?? false,
  };
