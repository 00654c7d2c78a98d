import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { Measure, Reading } from '../../../contract/domain/index.ts';
import type { DeletedSample } from '../../../contract/wire/device-bus/messages.ts';
import type { WeightMeasurement } from '../../../contract/wire/gatt/weight-measurement.ts';
import { CollectorLog } from '../../devices/gatt/collector-log.ts';
import type { Answered } from './ehr-link.ts';
import { glucoseOfAir, weightOfAir } from './reading-of-air.ts';
import { readingOfSample } from './reading-of-sample.ts';
import { PLAIN, type SenderSeams } from './seams.ts';

/** What the phone was told when it was enrolled. */
export interface Enrolment {
  readonly measures: readonly Measure[];
  readonly start: string;
  readonly end: string;
  /** The scale's number of the patient. */
  readonly user: number;
}

/** What a sender knows of a measurement that it had before. */
export interface Known {
  /** Sync version; 1 for what has none. */
  readonly version: number;
  /** `sent`: the EHR accepted it, or may have. */
  readonly state: 'waiting' | 'sent' | 'aside' | 'erased';
}

/** What becomes of an entry after its answer. */
type After = 'done' | 'again' | 'aside';

/** The decisions of a sender, each one replaceable, so that the self-test can put a wrong one in its place. */
export interface SenderCollaborators extends SenderSeams {
  /** A meter's record as it goes to the EHR. */
  readonly glucoseOfAir: typeof glucoseOfAir;
  readonly weightOfAir: typeof weightOfAir;
  readonly readingOfSample: typeof readingOfSample;
  /** What is remembered of a meter from one session to the next. */
  readonly logOf: (before: CollectorLog | undefined) => CollectorLog;
  /** Whether a weighing is the patient's. */
  readonly isPatients: (weighing: WeightMeasurement, user: number) => boolean;
  /** Whether the order asks for it. */
  readonly isOrdered: (reading: Reading, enrolment: Enrolment) => boolean;
  /** Whether it is blood and not the meter's test liquid. */
  readonly isBlood: (reading: Reading) => boolean;
  /** Asked when an entry leaves the outbox. */
  readonly mayLeave: (reading: Reading, granted: ReadonlySet<Measure>) => boolean;
  /** What a measurement is called; the same one always the same. */
  readonly nameOf: (reading: Reading) => string;
  /** Whether what is known already is passed over. */
  readonly isOld: (known: Known | undefined, version: number) => boolean;
  /** The status that a content goes out with. */
  readonly statusOf: (known: Known | undefined, reading: Reading) => Reading['status'];
  /** Whether a deletion in the store is one, or only the old half of a change. */
  readonly isDeletion: (deleted: DeletedSample, known: Known | undefined) => boolean;
  readonly after: (answered: Answered) => After;
  /** The reading as it is sent, each time it is. */
  readonly outgoing: (reading: Reading, attempt: number) => Reading;
}

/** What a conforming sender does. */
export const RIGHT: SenderCollaborators = {
  ...PLAIN,
  glucoseOfAir,
  weightOfAir,
  readingOfSample,
  logOf: (before) => before ?? new CollectorLog(),
  isPatients: ({ user }, own) => user === own,
  isOrdered: ({ measure, effective }, { measures, start, end }) =>
    measures.includes(measure) && Date.parse(effective) >= Date.parse(start) && Date.parse(effective) < Date.parse(end),
  isBlood: ({ code }) => code.code !== CONTROL_SOLUTION.code,
  mayLeave: ({ measure }, granted) => granted.has(measure),
  nameOf: ({ identifier }) => identifier.value,
  isOld: (known, version) => known !== undefined && known.version >= version,
  statusOf: (known) => (known?.state === 'sent' ? 'corrected' : 'final'),
  isDeletion: ({ syncVersion }, known) => known !== undefined && (syncVersion ?? known.version) >= known.version,
  after: (answered) => (answered === 'accepted' ? 'done' : answered === 'refused' ? 'aside' : 'again'),
  outgoing: (reading) => reading,
};
