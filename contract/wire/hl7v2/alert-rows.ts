import { MEAL_CONTEXT_MDC } from '../../codes/measures.ts';
import type { Identifier } from '../../domain/identifier.ts';
import type { InboxItem } from '../../domain/inbox-item.ts';
import { encodeNumber } from './number.ts';
import type { Fields, Raw } from './build.ts';
import { composite } from './build.ts';
import { ourCode } from './coded.ts';
import type { Namespaces } from './identifier.ts';
import { encodeEntity } from './identifier.ts';
import { shownTime } from './shown-time.ts';

/** The limit as its order states it: whether the bound itself is outside too, and both bounds of its tier. */
export interface AlertBound {
  readonly inclusive: boolean;
  readonly low?: string;
  readonly high?: string;
}

type Shown = NonNullable<InboxItem['value']>;

const row = (name: string, type: string, value: Raw | string | undefined, unit?: string): readonly Fields[] =>
  value === undefined
    ? []
    : [{ 2: type, 3: ourCode(name), 5: value, 6: unit === undefined ? undefined : composite(unit, unit, 'UCUM') }];
const words = (name: string, text: string | undefined) => row(name, 'ST', text);
const count = (name: string, number: number | undefined) =>
  row(name, 'NM', number === undefined ? undefined : String(number));
const time = (name: string, at: string | undefined) => row(name, 'DTM', at === undefined ? undefined : shownTime(at));
const amount = (name: string, shown: Shown | undefined) =>
  row(name, 'NM', shown && encodeNumber(shown.value), shown?.unit);

const entity =
  (namespaces: Namespaces) =>
  (name: string, id: Identifier | undefined): readonly Fields[] =>
    row(name, 'ST', id && composite(...encodeEntity(id, namespaces)));

/** `>` above, `<` below, with `=` where the bound itself is outside; the amount of a change is one that is exceeded. */
const comparator = ({ interpretation, kind, limit }: InboxItem, bound: AlertBound | undefined): string => {
  // What is implausible has no direction: its limit is the lower bound or the upper one.
  const isImplausible = kind === 'data-quality' && limit !== undefined && limit.value === bound?.low;
  const isBelow = isImplausible || interpretation.includes('L') || interpretation.includes('LL');
  return `${isBelow ? '<' : '>'}${bound?.inclusive === true ? '=' : ''}`;
};

const limitOf = (item: InboxItem, bound: AlertBound | undefined): readonly Fields[] =>
  row(
    'LIMIT',
    'SN',
    item.limit && composite(comparator(item, bound), encodeNumber(item.limit.value)),
    item.limit?.unit,
  );

const summaryOf = ({ summary }: InboxItem): readonly Fields[] =>
  summary === undefined
    ? []
    : [
        ...time('PERIODSTART', summary.period.start),
        ...time('PERIODEND', summary.period.end),
        ...count('ABNORMAL', summary.abnormalCount),
        ...count('CRITICAL', summary.criticalCount),
        ...amount('MIN', summary.min),
        ...amount('MAX', summary.max),
        ...amount('MEAN', summary.mean),
      ];

const contextOf = ({ context }: InboxItem): readonly Fields[] =>
  row('CONTEXT', 'CWE', context && composite(MEAL_CONTEXT_MDC[context], context, 'MDC'));

/**
 * What an item says beyond the metric itself, one row each with OBX-3 `NAME^^99VPF`, in the order of
 * docs/bindings/hl7v2.md. What an item does not say has no row.
 */
export const encodeItemRows = (
  item: InboxItem,
  bound: AlertBound | undefined,
  namespaces: Namespaces,
): readonly Fields[] => {
  const named = entity(namespaces);
  return [
    ...row('KIND', 'CWE', ourCode(item.kind)),
    ...limitOf(item, bound),
    ...time('LIMITFROM', item.limitFrom),
    ...named('READING', item.reading),
    ...words('ROUTED', item.routedAs),
    ...words('RULE', item.rule),
    ...words('LATE', item.late === undefined ? undefined : item.late ? 'Y' : 'N'),
    ...time('SUBMITTED', item.submitted),
    ...row('STATE', 'CWE', ourCode(item.status)),
    ...words('REASON', item.withdrawal),
    ...count('VERSION', item.version),
    ...time('CREATED', item.created),
    ...contextOf(item),
    ...count('STEP', item.step),
    ...named('BASELINE', item.baseline),
    ...amount('DELTA', item.delta),
    ...count('COUNT', item.count),
    ...named('WORST', item.worst),
    ...named('LAST', item.last),
    ...(item.readings ?? []).flatMap((member) => named('MEMBER', member)),
    ...time('LASTDATA', item.lastEffective),
    ...time('DUE', item.due),
    ...summaryOf(item),
  ];
};
