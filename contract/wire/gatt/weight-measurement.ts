import type { DecimalText } from '../../domain/decimal.ts';
import { PacketReader, PacketWriter } from './bytes.ts';
import { readWallTime, writeWallTime, type WallTime } from './date-time.ts';
import { plain, scaled } from './decimal.ts';
import { PacketProblem } from './problem.ts';

/** Weight Measurement, 0x2A9D. */
export interface WeightMeasurement {
  readonly unit: 'kg' | '[lb_av]';
  /** Three decimals of kg or two of lb, as the field's fixed steps are; absent: the measurement was unsuccessful. */
  readonly weight?: DecimalText;
  readonly time?: WallTime;
  /** 255: not known who it was. */
  readonly user?: number;
  readonly body?: {
    /** One decimal. */
    readonly bmi: DecimalText;
    /** Three decimals of metres, or one of inches with pounds. */
    readonly height: DecimalText;
  };
}

export const UNKNOWN_USER = 255;

const NAME = 'weight measurement';
const IMPERIAL = 0x01;
const HAS_TIME = 0x02;
const HAS_USER = 0x04;
const HAS_BODY = 0x08;
const KNOWN_FLAGS = 0x0f;
const UNSUCCESSFUL = 0xffff;

/** A field counts whole steps: `step` in units of its last decimal. */
interface Steps {
  readonly step: number;
  readonly decimals: number;
}
/** Fixed by the specification, whatever resolution the Weight Scale Feature states. Source: realism facts 5.5. */
const WEIGHT_STEPS = { kg: { step: 5, decimals: 3 }, '[lb_av]': { step: 1, decimals: 2 } } as const;
const HEIGHT_STEPS = { kg: { step: 1, decimals: 3 }, '[lb_av]': { step: 1, decimals: 1 } } as const;
const BMI_STEPS: Steps = { step: 1, decimals: 1 };

const textOf = (count: number, { step, decimals }: Steps): DecimalText =>
  plain({ negative: false, digits: String(count * step), exponent: -decimals });

function countOf(text: DecimalText, { step, decimals }: Steps, field: string): number {
  const parts = scaled(text);
  const inLastDecimal =
    parts === undefined ? '' : plain({ ...parts, exponent: parts.exponent + decimals }).replace(/\.0+$/, '');
  const count = /^\d{1,9}$/.test(inLastDecimal) ? Number(inLastDecimal) / step : Number.NaN;
  if (Number.isInteger(count)) return count;
  throw new PacketProblem(
    'not-representable',
    `${NAME}.${field}`,
    `${text.slice(0, 40)} is no whole number of steps`,
    `a multiple of ${textOf(1, { step, decimals })}`,
  );
}

/** Reads 3 bytes and what the flags add: 7 of time, 1 of user, 4 of body. Throws a PacketProblem on anything else. */
export function decodeWeightMeasurement(bytes: Uint8Array): WeightMeasurement {
  const reader = new PacketReader(NAME, bytes);
  const flags = reader.u8('flags');
  reader.known('flags', flags, KNOWN_FLAGS);
  const unit = flags & IMPERIAL ? '[lb_av]' : 'kg';
  const count = reader.u16('weight');
  const measurement: WeightMeasurement = {
    unit,
    ...(count === UNSUCCESSFUL ? {} : { weight: textOf(count, WEIGHT_STEPS[unit]) }),
    ...(flags & HAS_TIME ? { time: readWallTime(reader, 'time') } : {}),
    ...(flags & HAS_USER ? { user: reader.u8('user') } : {}),
    ...(flags & HAS_BODY
      ? {
          body: { bmi: textOf(reader.u16('BMI'), BMI_STEPS), height: textOf(reader.u16('height'), HEIGHT_STEPS[unit]) },
        }
      : {}),
  };
  reader.end();
  return measurement;
}

/** Throws a PacketProblem where a field cannot hold its value exactly. */
export function encodeWeightMeasurement({ unit, weight, time, user, body }: WeightMeasurement): Uint8Array {
  const writer = new PacketWriter(NAME);
  writer.u8(
    'flags',
    (unit === 'kg' ? 0 : IMPERIAL) |
      (time === undefined ? 0 : HAS_TIME) |
      (user === undefined ? 0 : HAS_USER) |
      (body === undefined ? 0 : HAS_BODY),
  );
  writer.u16('weight', weight === undefined ? UNSUCCESSFUL : weightCount(weight, unit));
  if (time !== undefined) writeWallTime(writer, 'time', time);
  if (user !== undefined) writer.u8('user', user);
  if (body !== undefined) {
    writer.u16('BMI', countOf(body.bmi, BMI_STEPS, 'BMI'));
    writer.u16('height', countOf(body.height, HEIGHT_STEPS[unit], 'height'));
  }
  return writer.done();
}

function weightCount(weight: DecimalText, unit: WeightMeasurement['unit']): number {
  const count = countOf(weight, WEIGHT_STEPS[unit], 'weight');
  if (count < UNSUCCESSFUL) return count;
  throw new PacketProblem(
    'not-representable',
    `${NAME}.weight`,
    `${weight} ${unit} is more than the field holds`,
    `at most ${textOf(UNSUCCESSFUL - 1, WEIGHT_STEPS[unit])}`,
  );
}
