import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { type Outcome, refuse, type Refusal } from '../../../contract/refusal.ts';
import type { JsonObject } from '../../../contract/wire/json/lossless.ts';

/**
 * A refusal by the surface itself, before any concept was asked. Thrown, where the pipeline's own
 * refusals are returned: those have been audited by their concept, these are yet to be.
 */
export class SurfaceRefusal extends Error {
  readonly refusal: Refusal;
  /** The resource that was refused, where it is a part of the body. */
  readonly resource: JsonObject | undefined;
  constructor(refusal: Refusal, resource?: JsonObject) {
    super(refusal.code);
    this.refusal = refusal;
    this.resource = resource;
  }
}

/** Stops the request here. */
export function stop(code: RefusalName, at?: string, detail?: string): never {
  throw new SurfaceRefusal(refuse(code, at, detail).refusal);
}

/** The value of a decoder's outcome, or the end of the request. */
export const decoded = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new SurfaceRefusal(outcome.refusal);
  return outcome.value;
};
