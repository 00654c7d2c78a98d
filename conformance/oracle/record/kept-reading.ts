import { type Identifier, keyOf, type Reading } from '../../../contract/domain/index.ts';
import { type LocalInstant, localInstant, parseInstant } from '../time/instant.ts';

/** What is asked of a reading time and again, as far as it was asked. */
interface Memo {
  key: string | undefined;
  effective: LocalInstant | undefined;
  /** Device and second: see ../course/same-as.ts. */
  measuredAt: string | undefined;
  /** What makes two readings the same: see there as well. */
  content: string | undefined;
}

/** Keys of patients: all readings of one share his or her identifier. */
const patients = new WeakMap<Identifier, string>();

/**
 * A reading that remembers what was made of it: its key is asked for at every step from the gates to the judges, and a
 * text that is made anew each time has to be hashed anew each time.
 */
export class KeptReading implements Reading {
  readonly identifier: Identifier;
  readonly patient: Reading['patient'];
  readonly measure: Reading['measure'];
  readonly code: Reading['code'];
  readonly status: Reading['status'];
  readonly effective: string;
  readonly result: Reading['result'];
  declare readonly device?: Identifier;
  declare readonly mealContext?: NonNullable<Reading['mealContext']>;
  declare readonly userEntered?: boolean;
  declare readonly sequenceNumber?: number;
  readonly #memo: Memo = { key: undefined, effective: undefined, measuredAt: undefined, content: undefined };

  constructor(
    {
      patient,
      measure,
      code,
      status,
      device,
      mealContext,
      userEntered,
    }: Omit<Reading, 'identifier' | 'result' | 'effective'>,
    own: Pick<Reading, 'identifier' | 'effective' | 'result'>,
    sequenceNumber: number | undefined,
  ) {
    this.identifier = own.identifier;
    this.patient = patient;
    this.measure = measure;
    this.code = code;
    this.status = status;
    this.effective = own.effective;
    this.result = own.result;
    if (device !== undefined) this.device = device;
    if (mealContext !== undefined) this.mealContext = mealContext;
    if (userEntered !== undefined) this.userEntered = userEntered;
    if (sequenceNumber !== undefined) this.sequenceNumber = sequenceNumber;
  }

  /** Undefined: it is a reading that remembers nothing. */
  static memoOf(reading: Reading): Memo | undefined {
    return #memo in reading ? reading.#memo : undefined;
  }
}

/** The key of a reading's identifier. */
export const readingKey = (reading: Reading): string => {
  const memo = KeptReading.memoOf(reading);
  return memo === undefined ? keyOf(reading.identifier) : (memo.key ??= keyOf(reading.identifier));
};

/** The key of a reading's patient. */
export const patientKey = ({ patient }: Reading): string => {
  let key = patients.get(patient);
  if (key === undefined) patients.set(patient, (key = keyOf(patient)));
  return key;
};

/** When a reading is effective. Throws RangeError for a text that the domain schema has not let through. */
export const effectiveTime = (reading: Reading): LocalInstant => {
  const memo = KeptReading.memoOf(reading);
  return memo === undefined
    ? localInstant(reading.effective)
    : (memo.effective ??= parseInstant(reading.effective) ?? localInstant(reading.effective));
};
