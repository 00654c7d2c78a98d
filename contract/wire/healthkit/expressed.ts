import type { Reading } from '../../domain/index.ts';
import type { JsonObject } from '../json/value.ts';

/** A reading in a health store's terms, or the reason why it cannot be told there. */
export type Expressed =
  | {
      readonly kind: 'sample';
      readonly json: JsonObject;
      /** What the store has no place for, in words; empty where nothing is lost. */
      readonly lost: readonly string[];
    }
  | { readonly kind: 'inexpressible'; readonly why: string };

/** A health store's sample as a reading, or why it is none. */
export type Read =
  | { readonly kind: 'reading'; readonly reading: Reading; readonly version: number }
  | { readonly kind: 'refused'; readonly path: string; readonly why: string };

/** Beyond a meter's scale there is no number, and neither store has a sample without one. */
export function inexpressible({ result, status }: Reading): string | undefined {
  if (status === 'entered-in-error') return 'a reading that is taken back is a deletion, not a sample';
  if (result.kind === 'off-scale')
    return `"${result.direction === 'high' ? 'HI' : 'LO'}" has no number, and a health store keeps numbers only`;
  return result.kind === 'absent' ? 'a failed measurement has no number' : undefined;
}
