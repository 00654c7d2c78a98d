import type { InboxItem } from '../../domain/inbox-item.ts';
import { ALARM, encodeFacets } from './alert-facets.ts';
import type { AlertPhase } from './alert-facets.ts';
import { encodeItemRows } from './alert-rows.ts';
import type { AlertBound } from './alert-rows.ts';
import { composite, segment } from './build.ts';
import type { Envelope } from './envelope.ts';
import { encodeHeader, PCD_VERSION } from './envelope.ts';
import type { Namespaces } from './identifier.ts';
import { encodeEntity } from './identifier.ts';
import { encodePatient, encodePerson } from './people.ts';
import { shownTime } from './shown-time.ts';

/** What is told of an In Basket item, and at which point of its life. */
export interface AlertContent {
  readonly item: InboxItem;
  readonly phase: AlertPhase;
  readonly bound?: AlertBound;
}

/** MSH-21 of IHE PCD-04, Communicate Alert. */
const PROFILE = ['IHE_PCD_ACM_001', 'IHE PCD', '1.3.6.1.4.1.19376.1.6.4.4', 'ISO'];

/** Rows of an alert, numbered after `before` others, with the sub-ids of IEEE 11073 containment. */
export const alertRows = (
  { item, phase, bound }: AlertContent,
  namespaces: Namespaces,
  before = 0,
): readonly string[] =>
  [...encodeFacets(item, phase, bound), ...encodeItemRows(item, bound, namespaces)].map((fields, index) =>
    segment('OBX', { 1: String(before + index + 1), 4: `1.0.0.0.${index + 1}`, 11: 'F', ...fields }),
  );

/** When what an alert is about was; that of the item itself where there is no reading. */
export const alertTime = ({ item }: AlertContent, envelope: Envelope): string =>
  shownTime(item.effective ?? item.due ?? item.created ?? envelope.at);

/**
 * An In Basket item as ORU^R40 of HL7 v2.6 (IHE PCD-04). OBR-2 the order, OBR-3 the item, OBR-28 the
 * recipient, OBR-29 the first item of an escalated copy. It asks for a commit acknowledgement alone.
 */
export const encodeAlertMessage = (content: AlertContent, envelope: Envelope, namespaces: Namespaces): string => {
  const { item } = content;
  const first = item.copyOf;
  const head: Envelope = { ...envelope, version: PCD_VERSION, acknowledged: ['AL', 'NE'], profile: PROFILE };
  return [
    encodeHeader(head, ['ORU', 'R40', 'ORU_R40']),
    encodePatient(item.patient, namespaces),
    segment('PV1', { 2: 'O', 3: 'HOME' }),
    segment('OBR', {
      1: '1',
      2: composite(...encodeEntity(item.order, namespaces)),
      3: composite(...encodeEntity(item.identifier, namespaces)),
      4: composite(ALARM.code, ALARM.display, 'MDC'),
      7: alertTime(content, envelope),
      28: encodePerson(item.recipient, namespaces),
      29: first === undefined ? undefined : composite(undefined, encodeEntity(first, namespaces)),
    }),
    ...alertRows(content, namespaces),
  ].join('');
};
