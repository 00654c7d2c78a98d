import { LOINC_FOR_UNIT, MEASURE_OF_UNIT, findMeasureCode } from '../../codes/measures.ts';
import type { InboxItem } from '../../domain/inbox-item.ts';
import { UnitCode } from '../../domain/quantity.ts';
import type { AlertBound } from './alert-rows.ts';
import type { Fields, Raw } from './build.ts';
import { composite } from './build.ts';
import { encodeCoding } from './coded.ts';
import { encodeNumber } from './number.ts';
import { shownTime } from './shown-time.ts';

/** `start`: raised; `update`: stands with other content; `end`: withdrawn. */
export type AlertPhase = 'start' | 'update' | 'end';

/** OBR-4 of every alert. */
export const ALARM = { code: '196616', display: 'MDC_EVT_ALARM' };

const EVENT = {
  above: ['196650', 'MDC_EVT_HI_GT_LIM'],
  below: ['196672', 'MDC_EVT_LO_LT_LIM'],
  other: ['258047', 'MDC_EVT_ACTIVE'],
} as const;

const eventOf = ({ kind, interpretation }: InboxItem): keyof typeof EVENT => {
  if (kind !== 'critical' && kind !== 'abnormal' && kind !== 'change') return 'other';
  return interpretation.some((one) => ['L', 'LL', 'D'].includes(one)) ? 'below' : 'above';
};

/** Alarm priority and alert type by IHE PCD-04: high, medium, low; physiological, technical, advisory. */
const GRADE: Readonly<Record<InboxItem['kind'], readonly [priority: 'PH' | 'PM' | 'PL', type: 'SP' | 'ST' | 'SA']>> = {
  critical: ['PH', 'SP'],
  abnormal: ['PM', 'SP'],
  change: ['PM', 'SP'],
  missing: ['PL', 'ST'],
  'data-quality': ['PL', 'ST'],
  summary: ['PL', 'SA'],
};

const coded = (code: string, display: string): Raw => composite(code, display, 'MDC');
const facet = (code: string, display: string, text: string): Fields => ({ 2: 'ST', 3: coded(code, display), 5: text });

/** OBX-7: `54-300`, `<300` or `>54`. It is read in the unit of OBX-6: limits in another one are told by the row LIMIT alone. */
const rangeOf = ({ value, limit }: InboxItem, bound: AlertBound | undefined): string | undefined => {
  if (value !== undefined && limit !== undefined && value.unit !== limit.unit) return undefined;
  const { low, high } = bound ?? {};
  if (low !== undefined && high !== undefined) return `${encodeNumber(low)}-${encodeNumber(high)}`;
  if (high !== undefined) return `<${encodeNumber(high)}`;
  return low === undefined ? undefined : `>${encodeNumber(low)}`;
};

const DEFAULT_UNIT = { glucose: 'mg/dL', weight: 'kg' } as const;

/** The code of what was measured: by its unit, where it has none by that of the limit, else by the measure. */
const codeOf = ({ value, limit, measure }: InboxItem): Raw | undefined => {
  const unit = UnitCode.safeParse((value ?? limit)?.unit);
  const fits = unit.success && (measure === undefined || MEASURE_OF_UNIT[unit.data] === measure);
  const chosen = fits ? unit.data : measure && DEFAULT_UNIT[measure];
  if (chosen === undefined) return undefined;
  const coding = LOINC_FOR_UNIT[chosen];
  return encodeCoding(coding, {}, findMeasureCode(coding)?.display);
};

/**
 * On which side of the meter's scale a reading lay that raised an item and has no number: HI or LO. Undefined too of a
 * finished item: a measurement that its reading was corrected to may have failed.
 */
export const offScaleOf = (item: InboxItem): '>' | '<' | undefined => {
  const { kind, status, value, reading, interpretation } = item;
  const isOfLimits = kind === 'critical' || kind === 'abnormal';
  if (!isOfLimits || status === 'done' || value !== undefined || reading === undefined) return undefined;
  return interpretation.some((one) => one === 'L' || one === 'LL') ? '<' : '>';
};

/** OBX-8. Without its mark a HI is a result that says nothing. */
const flagsOf = (item: InboxItem): Raw | undefined => {
  const mark = offScaleOf(item);
  const flags = [...item.interpretation, ...(mark === undefined || item.interpretation.includes(mark) ? [] : [mark])];
  return flags.length === 0 ? undefined : { raw: flags.join('~') };
};

const metric = (item: InboxItem, bound: AlertBound | undefined): Fields => ({
  2: 'NM',
  3: codeOf(item),
  5: item.value && encodeNumber(item.value.value),
  6: item.value && composite(item.value.unit, item.value.unit, 'UCUM'),
  7: rangeOf(item, bound),
  8: flagsOf(item),
  11: item.value === undefined && item.interpretation.length === 0 ? 'X' : 'F',
  14: item.effective && shownTime(item.effective),
});

/** The seven facets of IHE PCD-04: event, metric, phase, state, inactivation state, priority, type. */
export const encodeFacets = (item: InboxItem, phase: AlertPhase, bound: AlertBound | undefined): readonly Fields[] => {
  const [priority, type] = GRADE[item.kind];
  return [
    { 2: 'CWE', 3: coded(ALARM.code, ALARM.display), 5: coded(EVENT[eventOf(item)][0], EVENT[eventOf(item)][1]) },
    metric(item, bound),
    facet('68481', 'MDC_ATTR_EVENT_PHASE', phase),
    facet('68482', 'MDC_ATTR_ALARM_STATE', phase === 'end' ? 'inactive' : 'active'),
    facet('68483', 'MDC_ATTR_ALARM_INACTIVATION_STATE', 'enabled'),
    facet('68484', 'MDC_ATTR_ALARM_PRIORITY', priority),
    facet('68485', 'MDC_ATTR_ALERT_TYPE', type),
  ];
};
