import type { RefusalName } from '../../../contract/codes/refusals.ts';
import type { AckContent } from '../../../contract/wire/hl7v2/ack.ts';
import type { Segment } from '../../../contract/wire/hl7v2/segment.ts';

/** What is wrong with a message as such is told by the commit acknowledgement. */
const OF_THE_MESSAGE: ReadonlySet<RefusalName> = new Set([
  'malformed',
  'charset',
  'unavailable',
  'unsupported-message',
  'unsupported-event',
  'unsupported-version',
  'control-id-reuse',
]);

const COMMIT_CODE = { AA: 'CA', AE: 'CE', AR: 'CR' } as const;

/** HL7 table 0155: always, on success, on error or rejection; anything else is never. */
const isWanted = (condition: string, isRefusal: boolean): boolean =>
  condition === 'AL' || condition === (isRefusal ? 'ER' : 'SU');

/**
 * The acknowledgements of a message, in the order in which they are sent, as its MSH-15 and MSH-16 ask for them. Source:
 * docs/bindings/hl7v2.md, enhanced mode.
 */
export const acksOf = (
  header: Segment | undefined,
  judged: AckContent & { readonly code: keyof typeof COMMIT_CODE },
): readonly AckContent[] => {
  const [commit, application] = [header?.text(15) ?? '', header?.text(16) ?? ''];
  if (commit === '' && application === '') return [judged];
  const { code, refusal } = judged;
  const isTold = isWanted(application, refusal !== undefined);
  const isOfCommit = refusal !== undefined && (OF_THE_MESSAGE.has(refusal.code) || !isTold);
  const ofCommit: readonly AckContent[] = isWanted(commit, isOfCommit)
    ? [isOfCommit ? { ...judged, code: COMMIT_CODE[code] } : { code: 'CA' }]
    : [];
  return isTold && !(isOfCommit && ofCommit.length > 0) ? [...ofCommit, judged] : ofCommit;
};
