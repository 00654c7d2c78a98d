import { SYSTEM } from '../../codes/canonical.ts';
import { DEFAULT_PRECISION, ORDER_CODE } from '../../codes/measures.ts';
import type { Identifier } from '../../domain/identifier.ts';
import { Order } from '../../domain/order.ts';
import type { OffsetDateTime } from '../../domain/time.ts';
import type { Outcome } from '../../refusal.ts';
import { attempt, need, refuseHere } from './attempt.ts';
import type { Raw } from './build.ts';
import { NULL, composite, segment } from './build.ts';
import { decodeCodings, encodeCoding, measureOfRow, measuresOfService } from './coded.ts';
import type { Envelope } from './envelope.ts';
import { encodeHeader } from './envelope.ts';
import type { Namespaces } from './identifier.ts';
import { decodeEntity, encodeEntity } from './identifier.ts';
import { decodeLimits, encodeLimitDeletion, encodeLimits, isLimitRow } from './limit-rows.ts';
import type { Message } from './message.ts';
import { checkKeys, checkOnce } from './once.ts';
import { checkRow } from './order-row.ts';
import { missingFromChange, ruleKey } from './order-keys.ts';
import { decodePatient, decodePersonAt, encodePatient, encodePerson } from './people.ts';
import { decodeRules, encodeRules, isRuleRow } from './rule-rows.ts';
import type { Segment } from './segment.ts';
import { decodeTime, encodeTime } from './time.ts';
import { refuseControls } from './texts.ts';

/** ORC-1: new, change, discontinue, cancel, hold, release. */
export type OrderControl = 'NW' | 'XO' | 'DC' | 'CA' | 'HD' | 'RL';
export type OrderForm = 'OMG^O19' | 'ORM^O01';

/** What DC, CA, HD and RL say: which order, whose, and from when if ORC-15 says so. */
export interface OrderReference {
  readonly identifier: Identifier;
  readonly patient: Identifier;
  readonly effectiveFrom?: OffsetDateTime;
}

export type DecodedOrder =
  | { readonly control: 'NW'; readonly order: Order }
  /**
   * `deletedRows`: keys of limits and rules deleted by `""`, for {@link missingFromChange}. `replaced`: what the version
   * before may have and this one says otherwise, though not in a way that is kept: by `""`, or by a code of another system.
   */
  | {
      readonly control: 'XO';
      readonly order: Order;
      readonly deletedRows: readonly string[];
      readonly replaced: readonly ('reason' | 'group')[];
    }
  | { readonly control: 'DC' | 'CA' | 'HD' | 'RL'; readonly order: OrderReference };

const CONTROLS: readonly OrderControl[] = ['NW', 'XO', 'DC', 'CA', 'HD', 'RL'];
const STRUCTURE = { 'OMG^O19': ['OMG', 'O19', 'OMG_O19'], 'ORM^O01': ['ORM', 'O01', 'ORM_O01'] } as const;

/** The unit of an order without a bound: that of the amount of its change rule. */
const unitOfAmount = (rules: Order['rules']): Order['unit'] | undefined =>
  rules.find((rule) => rule.kind === 'change')?.amount.unit;

/** Throws RangeError for what a v2 order cannot say, rather than say something else. */
const assertExpressible = (order: Order, control: OrderControl): void => {
  if (control === 'NW' && order.status !== 'active')
    throw new RangeError('an HL7 v2 order arrives signed: status active');
  if (control === 'XO' && order.status !== 'active' && order.status !== 'on-hold') {
    throw new RangeError('XO changes an order that is active or on hold');
  }
  if (order.precision !== undefined && order.precision !== DEFAULT_PRECISION[order.unit]) {
    throw new RangeError('HL7 v2 has no field for a limit precision other than the default of the unit');
  }
  if (order.limits.length === 0 && order.unit !== (unitOfAmount(order.rules) ?? order.unit)) {
    throw new RangeError('HL7 v2 states an order unit by its limits, or by the amount of a change rule');
  }
};

const encodeCommon = (
  order: Order,
  control: OrderControl,
  namespaces: Namespaces,
  form: OrderForm,
  previous: Order | undefined,
): readonly string[] => {
  const whole = control === 'NW' || control === 'XO';
  const start = encodeTime(order.period.start);
  const end = encodeTime(order.period.end);
  const placer = composite(...encodeEntity(order.identifier, namespaces));
  const code = ORDER_CODE[order.measure];
  const gone = (field: 'reason' | 'group'): Raw | undefined =>
    control === 'XO' && previous?.[field] !== undefined && order[field] === undefined ? NULL : undefined;
  return [
    segment('ORC', {
      1: control,
      2: placer,
      4: order.group === undefined ? gone('group') : composite(...encodeEntity(order.group, namespaces)),
      5: control === 'XO' ? (order.status === 'on-hold' ? 'HD' : 'IP') : undefined,
      7: whole && form === 'ORM^O01' ? composite(undefined, undefined, undefined, start, end) : undefined,
      9: encodeTime(order.authoredOn),
      12: encodePerson(order.requester, namespaces),
      15: order.effectiveFrom === undefined ? undefined : encodeTime(order.effectiveFrom),
    }),
    ...(whole && form === 'OMG^O19' ? [segment('TQ1', { 1: '1', 7: start, 8: end })] : []),
    segment('OBR', {
      1: '1',
      2: placer,
      4: composite(code.code, code.display, 'SCT'),
      16: encodePerson(order.requester, namespaces),
      28: whole ? encodePerson(order.responsible, namespaces) : undefined,
      31:
        order.reason === undefined || !whole
          ? gone('reason')
          : encodeCoding({ system: SYSTEM.icd10cm, code: order.reason }, {}),
    }),
  ];
};

/**
 * An order as OMG^O19 (timing in TQ1) or ORM^O01 (timing in ORC-7). NW and XO carry the whole order;
 * DC, CA, HD and RL only what names it. The instant from which a version holds is ORC-15 and never
 * ORC-9, which is when the clinician acted. With `previous`, an XO also deletes by `""` what that
 * version had and this one lacks. Throws RangeError for an order that v2 cannot express: not signed,
 * a precision other than the default, a unit that no row states.
 */
export const encodeOrderMessage = (
  order: Order,
  control: OrderControl,
  envelope: Envelope,
  namespaces: Namespaces,
  form: OrderForm,
  previous?: Order,
): string => {
  assertExpressible(order, control);
  const gone = previous === undefined || control !== 'XO' ? [] : missingFromChange(previous, order, []);
  const goneRules = (previous?.rules ?? []).filter((rule) => gone.includes(ruleKey(rule)));
  const goneLimits = gone.filter((key) => !goneRules.some((rule) => ruleKey(rule) === key));
  const rows =
    control === 'NW' || control === 'XO'
      ? [
          ...encodeLimits(order),
          ...goneLimits.map((key) => encodeLimitDeletion(key, order.unit)),
          ...encodeRules(order.rules, goneRules, namespaces),
        ]
      : [];
  return [
    encodeHeader(envelope, STRUCTURE[form]),
    encodePatient(order.patient, namespaces),
    ...encodeCommon(order, control, namespaces, form, previous),
    ...rows.map((fields, index) => segment('OBX', { ...fields, 1: String(index + 1), 11: 'O' })),
  ].join('');
};

/** Fields that are read once: control code, numbers and service. Of two services one would not be monitored, of two numbers one not ended. */
const ONCE = { ORC: [1, 2, 4], OBR: [2, 4] } as const;

/** The segment of a name, if there is one. A second one would be a second order, patient or period, and is not passed over. */
const atMostOne = (message: Message, name: string): Segment | undefined => {
  const [first, second] = message.segments.filter((candidate) => candidate.name === name);
  return second === undefined ? first : refuseHere('field-not-understood', `${name}^2`, 'one order a message');
};

const theOnly = (message: Message, name: string): Segment =>
  atMostOne(message, name) ?? refuseHere('missing-element', `${name}^1`, `no ${name}`);

const placerOf = (orc: Segment, obr: Segment | undefined, namespaces: Namespaces): Identifier => {
  const id = decodeEntity(orc, 2, namespaces);
  if (id === undefined)
    return refuseHere('missing-element', orc.place(2), 'the placer order number with its namespace');
  const again = obr === undefined ? undefined : decodeEntity(obr, 2, namespaces);
  return again === undefined || (again.value === id.value && again.system === id.system)
    ? id
    : refuseHere('bad-value', obr?.place(2), 'OBR-2 and ORC-2 name one order');
};

const timeAt = (holder: Segment, field: number, component = 1): OffsetDateTime => {
  const text = holder.text(field, { component });
  const at = component === 1 ? holder.place(field) : holder.place(field, component);
  // Two are two periods, or two instants.
  if (holder.repetitions(field) > 1)
    return refuseHere('field-not-understood', holder.place(field), 'it stands there once');
  return text === '' ? refuseHere('missing-element', at, 'a time') : need(decodeTime(text, at));
};

const isSameInstant = (a: OffsetDateTime, b: OffsetDateTime): boolean => a === b || Date.parse(a) === Date.parse(b);

/** Of two ends one would be too late, or too early. A mere date in ORC-7, which TQ1 has taken over from, contradicts nothing. */
const refuseOtherPeriod = (orc: Segment, { start, end }: Order['period']): void => {
  for (const [component, time] of [
    [4, start],
    [5, end],
  ] as const) {
    const other = decodeTime(orc.text(7, { component }));
    if (other.ok && !isSameInstant(other.value, time))
      refuseHere('bad-value', orc.place(7, component), 'ORC-7 and TQ1 state one period');
  }
};

const periodOf = (message: Message, orc: Segment): Order['period'] => {
  const timing = atMostOne(message, 'TQ1');
  if (timing === undefined) return { start: timeAt(orc, 7, 4), end: timeAt(orc, 7, 5) };
  // What is measured only under a condition is measured less than was ordered.
  if (timing.text(10) !== '')
    refuseHere('field-not-understood', timing.place(10), 'monitoring under a condition is not offered');
  const period = { start: timeAt(timing, 7), end: timeAt(timing, 8) };
  refuseOtherPeriod(orc, period);
  return period;
};

const measureOf = (obr: Segment, rows: readonly Segment[]): Order['measure'] => {
  const [ordered, another] = measuresOfService(obr);
  if (another !== undefined) return refuseHere('bad-value', obr.place(4), `codes of ${ordered} and ${another}`);
  return (
    ordered ??
    rows.map(measureOfRow).find((measure) => measure !== undefined) ??
    refuseHere('unknown-code', obr.place(4), 'neither the service nor a limit names a measure')
  );
};

const rowsOf = (message: Message): { limits: readonly Segment[]; rules: readonly Segment[] } => {
  const rows = message.segments.filter((candidate) => candidate.name === 'OBX');
  for (const row of rows) {
    checkRow(row);
    if (row.text(11) !== 'O')
      return refuseHere('field-not-understood', row.place(11), 'a row of an order has status O');
    if (!isLimitRow(row) && !isRuleRow(row)) {
      const field = measureOfRow(row) === undefined ? 3 : 4;
      return refuseHere(
        'field-not-understood',
        row.place(field),
        `row ${row.text(3).slice(0, 40)} ${row.text(4).slice(0, 40)}`,
      );
    }
  }
  return { limits: rows.filter((row) => !isRuleRow(row)), rules: rows.filter(isRuleRow) };
};

const reasonOf = (obr: Segment): string | undefined =>
  decodeCodings(obr, 31, {}).find(({ system }) => system === SYSTEM.icd10cm)?.code;

/** An empty field leaves what there was; any other one that gives nothing to keep has taken its place. */
const replacedBy = (orc: Segment, obr: Segment | undefined, { reason, group }: Order): ('reason' | 'group')[] => [
  ...(reason === undefined && obr !== undefined && obr.raw(31) !== '' ? (['reason'] as const) : []),
  ...(group === undefined && orc.isNull(4) ? (['group'] as const) : []),
];

const isLimited = (limits: Order['limits'], rules: Order['rules']): boolean =>
  limits.some(({ tier }) => tier !== 'absolute') || rules.some(({ kind }) => kind === 'change');

const decodeWhole = (
  message: Message,
  orc: Segment,
  namespaces: Namespaces,
): { order: Order; deleted: readonly { key: string; row: Segment }[] } => {
  const obr = theOnly(message, 'OBR');
  const identifier = placerOf(orc, obr, namespaces);
  const patient = need(decodePatient(atMostOne(message, 'PID'), namespaces));
  const rows = rowsOf(message);
  const measure = measureOf(obr, rows.limits);
  const { limits, unit, deleted } = decodeLimits(rows.limits, measure);
  const { rules, deleted: deletedRules } = decodeRules(rows.rules, measure, namespaces);
  if (!isLimited(limits, rules))
    return refuseHere('limits-missing', 'OBR^1', 'no abnormal or critical limit and no change rule');
  const group = orc.raw(4) === '' ? undefined : decodeEntity(orc, 4, namespaces);
  const reason = reasonOf(obr);
  const order = Order.safeParse({
    identifier,
    patient,
    measure,
    status: orc.text(1) === 'XO' && orc.text(5) === 'HD' ? 'on-hold' : 'active',
    requester: need(decodePersonAt(orc.raw(12) === '' ? obr : orc, orc.raw(12) === '' ? 16 : 12, namespaces)),
    responsible: need(decodePersonAt(obr, 28, namespaces)),
    authoredOn: timeAt(orc, 9),
    period: periodOf(message, orc),
    ...(orc.raw(15) === '' ? {} : { effectiveFrom: timeAt(orc, 15) }),
    unit: unit ?? unitOfAmount(rules),
    limits,
    rules,
    ...(reason === undefined ? {} : { reason }),
    ...(group === undefined ? {} : { group }),
  });
  if (!order.success) {
    const issue = order.error.issues[0];
    return refuseHere('bad-value', 'OBR^1', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  return { order: order.data, deleted: [...deleted, ...deletedRules] };
};

/**
 * Reads an OMG^O19 or ORM^O01. NW and XO give the whole order; an XO also the keys it deletes by
 * `""`. Never trusts OBX-1; a place in a refusal counts segments of one name from 1. Refusals: those of
 * the rows (limit-rows.ts, rule-rows.ts), `missing-element`, `bad-value`, `time-without-offset`,
 * `unknown-code`, `limits-missing`, and `field-not-understood` for a control code, an OBX status or a row that is not
 * of this binding, and for a second order in one message.
 */
export const decodeOrderMessage = (message: Message, namespaces: Namespaces): Outcome<DecodedOrder> =>
  attempt<DecodedOrder>(() => {
    refuseControls(message);
    const orc = theOnly(message, 'ORC');
    const obr = atMostOne(message, 'OBR');
    checkOnce(orc, ONCE.ORC);
    checkKeys(orc, [2, 4]);
    if (obr !== undefined) {
      checkOnce(obr, ONCE.OBR);
      checkKeys(obr, [2]);
    }
    const control = CONTROLS.find((known) => known === orc.text(1));
    if (control === undefined)
      return refuseHere('field-not-understood', orc.place(1), `order control ${orc.text(1).slice(0, 8)}`);
    if (control === 'NW' || control === 'XO') {
      const { order, deleted } = decodeWhole(message, orc, namespaces);
      const deletedRows = deleted.map(({ key }) => key);
      if (control === 'XO') return { control, order, deletedRows, replaced: replacedBy(orc, obr, order) };
      const [row] = deleted;
      return row === undefined
        ? { control, order }
        : refuseHere('bad-value', row.row.place(5), 'a new order deletes nothing');
    }
    return {
      control,
      order: {
        identifier: placerOf(orc, obr, namespaces),
        patient: need(decodePatient(atMostOne(message, 'PID'), namespaces)),
        ...(orc.raw(15) === '' ? {} : { effectiveFrom: timeAt(orc, 15) }),
      },
    };
  });
