import type { InboxItem } from '../../domain/inbox-item.ts';
import { alertRows, alertTime } from './alert.ts';
import type { AlertContent } from './alert.ts';
import { offScaleOf } from './alert-facets.ts';
import { composite, segment } from './build.ts';
import type { Envelope } from './envelope.ts';
import { encodeHeader } from './envelope.ts';
import { escapeText } from './escape.ts';
import type { Namespaces } from './identifier.ts';
import { encodeEntity } from './identifier.ts';
import { encodePatient, encodePerson } from './people.ts';
import { shownTime } from './shown-time.ts';

const WHAT: Readonly<Record<InboxItem['kind'], string>> = {
  critical: 'Critical value',
  abnormal: 'Abnormal value',
  change: 'Change',
  missing: 'No data received',
  'data-quality': 'Implausible value',
  summary: 'Summary',
};
const PHASE = { start: '', update: ', updated', end: ', withdrawn' } as const;

const quantity = (shown: InboxItem['value']): string => (shown === undefined ? '' : `${shown.value} ${shown.unit}`);

const SCALE = { '>': "above the meter's scale", '<': "below the meter's scale" } as const;

/** The number, or that it lay off the scale: a critical value without either could be far too high or far too low. */
const sayValue = (item: InboxItem): string => {
  const mark = offScaleOf(item);
  return mark === undefined ? quantity(item.value) : SCALE[mark];
};

/** Which way the value has changed. */
const sayWay = ({ kind, interpretation }: InboxItem): string =>
  kind === 'change'
    ? (['U', 'D'] as const).flatMap((way) => (interpretation.includes(way) ? WAY[way] : [])).join(' and')
    : '';
const WAY = { U: ' up', D: ' down' } as const;

const saySummary = ({ summary, count }: InboxItem): string => {
  if (summary === undefined) return '';
  const { period, abnormalCount, criticalCount, min, max, mean } = summary;
  const parts = [
    `${count ?? 0} readings from ${period.start} to ${period.end}`,
    ...(abnormalCount === undefined ? [] : [`${abnormalCount} abnormal`]),
    ...(criticalCount === undefined ? [] : [`${criticalCount} critical`]),
    ...(min === undefined || max === undefined ? [] : [`${quantity(min)} to ${quantity(max)}`]),
    ...(mean === undefined ? [] : [`mean ${quantity(mean)}`]),
  ];
  return `, ${parts.join(', ')}`;
};

/** The item in one line for a person: `Critical value: glucose 305 mg/dL (limit 300 mg/dL), measured …`. */
const sayItem = ({ item, phase }: AlertContent): string => {
  const said = [item.measure ?? '', sayValue(item)].filter((part) => part !== '').join(' ');
  const limit = item.limit === undefined ? '' : ` (limit ${quantity(item.limit)})`;
  const when = item.effective === undefined ? '' : `, measured ${item.effective}`;
  const late = item.late === true ? ', received late' : '';
  return `${WHAT[item.kind]}${sayWay(item)}${PHASE[phase]}: ${said}${limit}${saySummary(item)}${when}${late}`;
};

/**
 * An In Basket item as MDM^T02 of HL7 v2.5.1, for systems that take notes and no alerts: TXA-12 the
 * item, TXA-14 the order, TXA-9 who wrote it, TXA-23 who it is for; the line for a person as TX, then
 * the rows of the alert.
 */
export const encodeAlertNote = (content: AlertContent, envelope: Envelope, namespaces: Namespaces): string => {
  const { item } = content;
  const written = shownTime(envelope.at);
  return [
    encodeHeader(envelope, ['MDM', 'T02', 'MDM_T02']),
    segment('EVN', { 1: 'T02', 2: written }),
    encodePatient(item.patient, namespaces),
    segment('PV1', { 1: '1', 2: 'O' }),
    segment('TXA', {
      1: '1',
      2: 'PN',
      3: 'TX',
      4: alertTime(content, envelope),
      9: composite(envelope.sendingApplication),
      12: composite(...encodeEntity(item.identifier, namespaces)),
      13: item.copyOf === undefined ? undefined : composite(...encodeEntity(item.copyOf, namespaces)),
      14: composite(...encodeEntity(item.order, namespaces)),
      17: 'AU',
      19: 'AV',
      23: encodePerson(item.recipient, namespaces),
    }),
    segment('OBX', {
      1: '1',
      2: 'TX',
      3: composite('34109-9', 'Note', 'LN'),
      5: { raw: escapeText(sayItem(content)) },
      11: 'F',
    }),
    ...alertRows(content, namespaces, 1),
  ].join('');
};
