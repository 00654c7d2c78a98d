import type { Reading } from '../../../contract/domain/index.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { Moment } from './moment.ts';
import type { OrderVersion } from './version.ts';

export type SubmitOp = OpOf<'reading.submit'>;

/** The order versions by which one content of a reading was evaluated. */
export type Evaluators = readonly { readonly order: string; readonly version: OrderVersion }[];

/** One version of a filed reading: as sent first, as corrected, as erased. */
export interface Content {
  readonly reading: Reading;
  readonly erased: boolean;
  readonly moment: Moment;
  readonly by: SubmitOp;
  readonly evaluators: Evaluators;
}

/** One measurement in one course, under one identifier or several. Never changed, only replaced. */
export interface Filing {
  /** Its first identifier. */
  readonly key: string;
  readonly keys: readonly string[];
  /** Oldest first. Empty: a tombstone, an erasure that came before its reading. */
  readonly contents: readonly Content[];
  /** Attempts that filed, replayed, corrected or erased it. */
  readonly attempts: readonly SubmitOp[];
  /** The SUT took it though it had to refuse it: the gates answer for it, no other requirement. */
  readonly wrongful: boolean;
  /** A control result, kept apart: it has an identity and counts nowhere. */
  readonly apart: boolean;
}

export const latestOf = (filing: Filing): Content | undefined => filing.contents.at(-1);

/** The content that counts in rules; undefined when it was erased, or never was. */
export const liveOf = (filing: Filing): Content | undefined => {
  const latest = filing.contents.at(-1);
  return latest === undefined || latest.erased ? undefined : latest;
};
