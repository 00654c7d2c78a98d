import { type Identifier, keyOf } from '../../../../contract/domain/identifier.ts';
import type { Interval } from '../../../../contract/domain/limit.ts';
import type { Order } from '../../../../contract/domain/order.ts';
import type { UnitCode } from '../../../../contract/domain/quantity.ts';
import type { FiledReading } from '../../../../contract/domain/reading.ts';
import { momentOf } from '../../../clock/instant.ts';
import { convert } from '../../../limits/convert.ts';
import { fractionOf } from '../../../limits/fraction.ts';
import { instantText } from '../show/instant.ts';
import { unitText } from '../show/quantity-text.ts';
import { resultText } from '../show/words.ts';
import type { Curve, CurveLine, CurvePoint } from './curve.ts';

/** What there is of one measure of a patient, in the order of its time. */
export interface Series {
  readonly title: string;
  readonly readings: readonly FiledReading[];
  /** Orders whose limits are drawn; the first one's unit is that of the drawing. */
  readonly orders: readonly Order[];
  readonly chosen?: Identifier | undefined;
  readonly id: string;
}

/** As much of a number as a drawing needs. */
const drawn = (value: string, from: UnitCode, to: UnitCode): number => {
  const { n, d } = convert(fractionOf(value), from, to);
  return Number((n * 1000n) / d) / 1000;
};

/** As many rows has a table; the curve has all. */
export const ROWS = 100;

const isBeyond = ({ interpretation }: FiledReading): boolean => interpretation.some((code) => code !== 'N');

const pointOf = (filed: FiledReading, unit: UnitCode, chosen: Identifier | undefined): readonly CurvePoint[] => {
  const { effective, result, identifier, status } = filed.reading;
  const moment = momentOf(effective);
  if (result.kind !== 'value' || status === 'entered-in-error' || moment === undefined) return [];
  return [
    {
      atMs: moment.ms,
      value: drawn(result.quantity.value, result.quantity.unit, unit),
      text: `${resultText(result)}, ${instantText(effective)}`,
      isOut: isBeyond(filed),
      isChosen: chosen !== undefined && keyOf(chosen) === keyOf(identifier),
    },
  ];
};

/** Limits that hold whatever the meal. One of an order in another unit says which: its number is not that of the axis. */
const linesOf = ({ tier, low, high, context }: Interval, from: UnitCode, unit: UnitCode): readonly CurveLine[] => {
  if (tier === 'absolute' || context !== undefined) return [];
  const inUnit = from === unit ? '' : ` ${unitText(from)}`;
  const named = (value: string | undefined, word: string): readonly CurveLine[] =>
    value === undefined
      ? []
      : [
          {
            value: drawn(value, from, unit),
            tier,
            text: `${tier === 'critical' ? 'critical ' : ''}${word} ${value}${inUnit}`,
          },
        ];
  return [...named(low, 'low'), ...named(high, 'high')];
};

/** What is drawn of a series. Failed measurements, HI and LO have no number and are in the table alone. */
export const curveOf = ({ title, readings, orders, chosen, id }: Series): Curve | undefined => {
  const first = readings.find(({ reading }) => reading.result.kind === 'value')?.reading.result;
  const unit = orders[0]?.unit ?? (first?.kind === 'value' ? first.quantity.unit : undefined);
  if (unit === undefined) return undefined;
  return {
    title,
    unit: unitText(unit),
    points: readings.flatMap((filed) => pointOf(filed, unit, chosen)),
    lines: orders.flatMap((order) => order.limits.flatMap((interval) => linesOf(interval, order.unit, unit))),
    offsetMin: momentOf(readings.at(-1)?.reading.effective ?? '')?.offsetMinutes ?? 0,
    ...(readings.length > ROWS ? { tabled: ROWS } : {}),
    id,
  };
};
