import type { RefusalName } from '../../codes/refusals.ts';
import { accept, refuse } from '../../refusal.ts';
import type { Outcome, Refusal } from '../../refusal.ts';

/** A refusal on its way out of nested decoding. Never leaves this folder: {@link attempt} catches it. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Stops decoding with a refusal. */
export const refuseHere = (code: RefusalName, at?: string, detail?: string): never => {
  throw new Refused(refuse(code, at, detail).refusal);
};

/** The value of an outcome, or the end of decoding. */
export const need = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  throw new Refused(outcome.refusal);
};

/** Runs a decoder whose steps refuse by {@link need} and {@link refuseHere}. Other errors are defects and pass. */
export const attempt = <T>(decode: () => T): Outcome<T> => {
  try {
    return accept(decode());
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
};
