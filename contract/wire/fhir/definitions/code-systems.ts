import { REFUSALS } from '../../../codes/refusals.ts';
import { AuditEvent } from '../../../domain/audit-event.ts';
import { ItemKind, WithdrawalReason } from '../../../domain/inbox-item.ts';
import { EligibilityReason, TrackerState } from '../../../domain/tracker.ts';
import { JsonNumber, type JsonObject } from '../../json/lossless.ts';
import { ITEM_DETAILS } from './item-details.ts';
import { published } from './published.ts';

const codeSystemOf = (
  name: string,
  title: string,
  codes: readonly (string | readonly [code: string, meaning: string])[],
): JsonObject => ({
  resourceType: 'CodeSystem',
  ...published('CodeSystem', name, title),
  caseSensitive: true,
  content: 'complete',
  count: new JsonNumber(String(codes.length)),
  concept: codes.map((entry) => {
    const [code, definition] = typeof entry === 'string' ? [entry, undefined] : entry;
    return { code, ...(definition === undefined ? {} : { definition }) };
  }),
});

/** Every code system of ours, complete, from the tables that the codecs use. */
export const CODE_SYSTEMS: readonly JsonObject[] = [
  codeSystemOf('item-kind', 'Kinds of In Basket items', ItemKind.options),
  codeSystemOf('item-detail', 'What an In Basket item says', ITEM_DETAILS),
  codeSystemOf('withdrawal', 'Why an In Basket item was withdrawn', WithdrawalReason.options),
  codeSystemOf(
    'refusal',
    'Why something was refused',
    Object.entries(REFUSALS).map(([code, { text }]) => [code, text] as const),
  ),
  codeSystemOf('audit-subject', 'What was acted on', AuditEvent.shape.subject.options),
  codeSystemOf('portal-activity', 'What a Task of the portal is', ['tracker']),
  codeSystemOf('tracker-state', 'Where a tracker of the portal stands', TrackerState.options),
  codeSystemOf('eligibility-reason', "Why a patient's phone cannot serve", EligibilityReason.options),
  codeSystemOf('device-version', 'What the version of a phone is of', ['ios', 'android']),
];
