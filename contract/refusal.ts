import type { RefusalName } from './codes/refusals.ts';

/** A refusal on its way to the sender: which reason, where in the content, and what was wrong, for a person. */
export interface Refusal {
  readonly code: RefusalName;
  /** FHIRPath (`Observation.valueQuantity.code`) or ERR-2 place (`OBX^1^5`). */
  readonly at?: string;
  readonly detail?: string;
  /** Where a list was handed in: the position, from 0, of the entry that was refused. */
  readonly index?: number;
}

/** Either a value or the reason why there is none. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const accept = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refuse = (code: RefusalName, at?: string, detail?: string): { ok: false; refusal: Refusal } => ({
  ok: false,
  refusal: { code, ...(at === undefined ? {} : { at }), ...(detail === undefined ? {} : { detail }) },
});
