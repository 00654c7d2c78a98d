import { ORDER_BODY } from './order.ts';

/** The verbs of an act, each with the other fields that it may carry. */
export const VERBS = {
  order: [],
  'change-order': [...Object.keys(ORDER_BODY), 'from'],
  sign: ['effectiveFrom'],
  hold: ['effectiveFrom'],
  resume: ['effectiveFrom'],
  complete: ['effectiveFrom'],
  revoke: ['effectiveFrom'],
  'in-error': ['effectiveFrom'],
  grant: ['patient', 'decided'],
  withdraw: ['patient', 'decided'],
  reading: [],
  again: [],
  correct: [],
  erase: [],
  bundle: ['entries'],
  away: ['from', 'until', 'by', 'also'],
  back: [],
  phone: ['version', 'patient'],
  pick: [],
  disconnect: [],
  trackers: ['patient'],
  'admit-source': ['measures', 'expires'],
  'withdraw-source': [],
  seen: ['by'],
  done: ['by'],
  wait: [],
} as const satisfies Record<string, readonly string[]>;
export type Verb = keyof typeof VERBS;
export const VERB_NAMES = Object.keys(VERBS) as readonly Verb[];

/** What may be answered as a replay. */
export const REPLAYABLE: readonly Verb[] = ['order', 'reading', 'again', 'correct', 'erase', 'bundle', 'pick'];

/** The one verb of an act; undefined when it has none or several. */
export const verbOf = (act: Partial<Record<Verb, unknown>>): Verb | undefined => {
  const said = VERB_NAMES.filter((verb) => act[verb] !== undefined);
  return said.length === 1 ? said[0] : undefined;
};
