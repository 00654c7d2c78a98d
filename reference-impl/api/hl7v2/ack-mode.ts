import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { accept, refuse } from '../../../contract/refusal.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import type { AckContent } from '../../../contract/wire/hl7v2/ack.ts';
import type { Segment } from '../../../contract/wire/hl7v2/segment.ts';

/** HL7 table 0155: always, never, on error or rejection, on success. */
const CONDITIONS = ['AL', 'NE', 'ER', 'SU'] as const;
type Condition = (typeof CONDITIONS)[number];

/** Enhanced mode: MSH-15 rules the commit acknowledgement, MSH-16 that of the application. */
export interface EnhancedMode {
  readonly commit: Condition;
  readonly application: Condition;
}
export type AckMode = 'original' | EnhancedMode;

/** Both fields empty: original mode. One of them alone: the other says never. `bad-value` for any other condition. */
export const readAckMode = (header: Segment): Outcome<AckMode> => {
  if (header.text(15) === '' && header.text(16) === '') return accept('original');
  const conditions: Condition[] = [];
  for (const field of [15, 16]) {
    const text = header.text(field);
    const known = text === '' ? 'NE' : CONDITIONS.find((condition) => condition === text);
    if (known === undefined) return refuse('bad-value', header.place(field), `one of ${CONDITIONS.join(', ')}`);
    conditions.push(known);
  }
  const [commit = 'NE', application = 'NE'] = conditions;
  return accept({ commit, application });
};

const wanted = (condition: Condition, isRefusal: boolean): boolean =>
  condition === 'AL' || condition === (isRefusal ? 'ER' : 'SU');

/** What is wrong with a message as such, whatever it says; all other refusals are the application's. */
const OF_THE_MESSAGE: ReadonlySet<RefusalName> = new Set([
  'malformed',
  'charset',
  'too-large',
  'unauthenticated',
  'unavailable',
  'unsupported-message',
  'unsupported-event',
  'unsupported-processing-id',
  'unsupported-version',
  'control-id-reuse',
]);

const COMMIT_CODE = { AA: 'CA', AE: 'CE', AR: 'CR' } as const;

/**
 * The acknowledgements that tell a judgement (`AA`, `AE` or `AR`) in this mode, in the order in which
 * they are sent: one, two or none. A sender that wants no acknowledgement of the application is told
 * its refusal by the commit acknowledgement: a refused message was not committed, and `CA` would lose it silently.
 */
export const acksFor = (
  mode: AckMode,
  judged: AckContent & { readonly code: 'AA' | 'AE' | 'AR' },
): readonly AckContent[] => {
  if (mode === 'original') return [judged];
  const { code, refusal } = judged;
  const isRefused = refusal !== undefined;
  const byApplication = wanted(mode.application, isRefused);
  const isOfCommit = isRefused && (OF_THE_MESSAGE.has(refusal.code) || !byApplication);
  const commits = wanted(mode.commit, isOfCommit);
  const tells = byApplication && !(isOfCommit && commits);
  const commit: AckContent = isOfCommit || !tells ? { ...judged, code: COMMIT_CODE[code] } : { code: 'CA' };
  return [...(commits ? [commit] : []), ...(tells ? [judged] : [])];
};
