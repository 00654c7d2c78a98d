import type { Ack } from '../../../../contract/wire/hl7v2/ack.ts';

/** What becomes of an alert: done with, sent again later, or never again (with the reason). */
export type Verdict =
  | { readonly kind: 'taken' }
  | { readonly kind: 'again' }
  | { readonly kind: 'parked'; readonly why: string };

/** How often a message is sent to one that says "later", before it is put aside for the ones behind it. */
export const MOST_TRIES = 20;

const reasonOf = (ack: Ack): string =>
  [ack.code, ack.refusal ?? ack.error, ack.text?.slice(0, 200)].filter((part) => part !== undefined).join(' ');

/**
 * AA and CA: taken. AR and CR: the other side cannot now, unchanged and later it may; not without end, because one
 * that is never taken would hold up all others. AE, CE and anything else: the content will never be taken.
 */
export const verdictOf = (ack: Ack, tries: number): Verdict => {
  if (ack.code === 'AA' || ack.code === 'CA') return { kind: 'taken' };
  const isLater = ack.code === 'AR' || ack.code === 'CR';
  return isLater && tries + 1 < MOST_TRIES ? { kind: 'again' } : { kind: 'parked', why: reasonOf(ack) };
};
