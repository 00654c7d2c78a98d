import type { Finer } from '../readings/expectation.ts';

/** Why something was, or may have been, refused. */
export interface Ground<Cause extends string, Code extends string> {
  /** The circumstance, finer than a code. */
  readonly cause: Cause;
  /** A circumstance of its own within the cause. */
  readonly finer?: Finer;
  /** Any of these codes says it rightly; the first is the one documented. */
  readonly codes: readonly Code[];
  readonly why: string;
}

/** What one course makes of one operation. */
export interface Ruling<Cause extends string, Code extends string> {
  /** `either`: the contract leaves both open. */
  readonly way: 'accept' | 'refuse' | 'either';
  /** Accepted as something that is there already: same answer, no second effect. */
  readonly replay: boolean;
  /** An accepting answer is right although nothing is written (FHIR conditional create on a conflict). */
  readonly storedAnswer: boolean;
  /** It is answered kindly and kept apart: it counts nowhere (declared policies). */
  readonly apart: boolean;
  readonly grounds: readonly Ground<Cause, Code>[];
}

const base = { replay: false, storedAnswer: false, apart: false, grounds: [] };

export const ACCEPT = { ...base, way: 'accept' } as const;
export const REPLAY = { ...base, way: 'accept', replay: true } as const;

export const refuse = <Cause extends string, Code extends string>(
  ...grounds: readonly Ground<Cause, Code>[]
): Ruling<Cause, Code> => ({ ...base, way: 'refuse', grounds });

export const either = <Cause extends string, Code extends string>(
  ...grounds: readonly Ground<Cause, Code>[]
): Ruling<Cause, Code> => ({ ...base, way: 'either', grounds });

/** Whether an observed outcome can be the answer. An operation that was never answered fits everything. */
export const fits = (ruling: Ruling<string, string>, outcome: 'ok' | 'refused' | 'unknown'): boolean =>
  outcome === 'unknown' ||
  ruling.way === 'either' ||
  (outcome === 'ok' ? ruling.way === 'accept' || ruling.storedAnswer || ruling.apart : ruling.way === 'refuse');
