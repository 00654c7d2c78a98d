import type { DecimalText } from '../../domain/decimal.ts';
import type { GlucoseContext } from './glucose-context.ts';
import { SENSOR_STATUS } from './glucose-codes.ts';
import type { GlucoseMeasurement } from './glucose-measurement.ts';
import type { RacpRequest, RacpSelection } from './racp.ts';
import type { Sfloat } from './sfloat.ts';
import type { WeightMeasurement } from './weight-measurement.ts';

/** A small generator of whole numbers, for a million packets in seconds: mulberry32. */
export interface Draw {
  /** In [0, n). */
  int(n: number): number;
  coin(): boolean;
}

export function drawFrom(seed: number): Draw {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return { int: (n) => next() % n, coin: () => next() % 2 === 0 };
}

const two = (n: number): string => String(n).padStart(2, '0');

function wallTime(draw: Draw): string {
  const year = String(1582 + draw.int(9999 - 1582 + 1));
  const day = `${two(1 + draw.int(12))}-${two(1 + draw.int(28))}`;
  return `${year}-${day}T${two(draw.int(24))}:${two(draw.int(60))}:${two(draw.int(60))}`;
}

/** Every mantissa and every exponent, written by hand and not by the codec. */
function decimal(draw: Draw): DecimalText {
  const mantissa = draw.int(4091) - 2045;
  const exponent = draw.int(16) - 8;
  if (exponent > 0) return `${mantissa}e${exponent}`;
  const digits = String(Math.abs(mantissa)).padStart(1 - exponent, '0');
  const sign = mantissa < 0 ? '-' : '';
  const point = digits.length + exponent;
  return exponent === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function sfloat(draw: Draw): Sfloat {
  const special = (['NaN', 'NRes', '+INF', '-INF'] as const)[draw.int(40)];
  return special === undefined ? { kind: 'number', value: decimal(draw) } : { kind: special };
}

export const glucoseMeasurement = (draw: Draw): GlucoseMeasurement => ({
  sequence: draw.int(65_536),
  baseTime: wallTime(draw),
  ...(draw.coin() ? { offsetMinutes: draw.int(65_536) - 32_768 } : {}),
  ...(draw.coin()
    ? {
        concentration: {
          unit: draw.coin() ? 'kg/L' : 'mol/L',
          amount: sfloat(draw),
          type: draw.int(16),
          location: draw.int(16),
        },
      }
    : {}),
  ...(draw.coin() ? { status: SENSOR_STATUS.namesOf(draw.int(4096)) } : {}),
  contextFollows: draw.coin(),
});

export const glucoseContext = (draw: Draw): GlucoseContext => ({
  sequence: draw.int(65_536),
  ...(draw.coin() ? { carbohydrate: { id: draw.int(256), kilograms: sfloat(draw) } } : {}),
  ...(draw.coin() ? { meal: draw.int(256) } : {}),
  ...(draw.coin() ? { testerHealth: { tester: draw.int(16), health: draw.int(16) } } : {}),
  ...(draw.coin() ? { exercise: { seconds: draw.int(65_536), intensityPercent: draw.int(256) } } : {}),
  ...(draw.coin()
    ? { medication: { id: draw.int(256), unit: draw.coin() ? ('L' as const) : ('kg' as const), amount: sfloat(draw) } }
    : {}),
  ...(draw.coin() ? { hba1cPercent: sfloat(draw) } : {}),
});

const fixed = (count: number, decimals: number): DecimalText => {
  const digits = String(count).padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

export function weightMeasurement(draw: Draw): WeightMeasurement {
  const metric = draw.coin();
  const count = draw.int(65_536);
  return {
    unit: metric ? 'kg' : '[lb_av]',
    ...(count === 65_535 ? {} : { weight: metric ? fixed(count * 5, 3) : fixed(count, 2) }),
    ...(draw.coin() ? { time: wallTime(draw) } : {}),
    ...(draw.coin() ? { user: draw.int(256) } : {}),
    ...(draw.coin()
      ? { body: { bmi: fixed(draw.int(65_536), 1), height: fixed(draw.int(65_536), metric ? 3 : 1) } }
      : {}),
  };
}

function selection(draw: Draw): RacpSelection {
  const operator = (['all', 'first', 'last', 'at-most', 'at-least', 'range'] as const)[draw.int(6)] ?? 'all';
  if (operator === 'all' || operator === 'first' || operator === 'last') return { operator };
  if (operator !== 'range') {
    return draw.coin()
      ? { operator, filter: 'sequence', value: draw.int(65_536) }
      : { operator, filter: 'time', value: wallTime(draw) };
  }
  if (draw.coin()) {
    const low = draw.int(65_536);
    return { operator, filter: 'sequence', low, high: low + draw.int(65_536 - low) };
  }
  const [low = '', high = ''] = [wallTime(draw), wallTime(draw)].sort();
  return { operator, filter: 'time', low, high };
}

export const racpRequest = (draw: Draw): RacpRequest =>
  draw.int(20) === 0
    ? { op: 'abort' }
    : { op: (['report', 'delete', 'count'] as const)[draw.int(3)] ?? 'report', selection: selection(draw) };
