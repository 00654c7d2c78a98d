import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DECODER, type Characteristic } from './characteristics.ts';
import { decodeGlucoseContext } from './glucose-context.ts';
import { CARBOHYDRATE, MEAL, SAMPLE_TYPE } from './glucose-codes.ts';
import { wallMs, wallTimeAt } from './date-time.ts';
import { decodeGlucoseMeasurement, glucoseQuantity } from './glucose-measurement.ts';
import { bytesOfHex } from './hex.ts';
import { PacketProblem } from './problem.ts';
import { decodeRacpRequest, decodeRacpResponse } from './racp.ts';
import { sfloatOfWord } from './sfloat.ts';
import { decodeWeightMeasurement, UNKNOWN_USER } from './weight-measurement.ts';

const FILE = '../shared/data/gatt_vectors.json';
const hasVectors = existsSync(FILE);

type Expected = Readonly<Record<string, string | number | boolean | null>>;
interface Vector {
  readonly id: string;
  readonly char: string;
  readonly hex: string;
  readonly expect: string | Expected;
}
const vectors: readonly Vector[] = hasVectors ? (JSON.parse(readFileSync(FILE, 'utf8')) as readonly Vector[]) : [];

const problemOf = (read: () => unknown): PacketProblem | undefined => {
  try {
    read();
  } catch (error) {
    if (error instanceof PacketProblem) return error;
    throw error;
  }
  return undefined;
};

/** What a glucose measurement says in the words of the vector file, for those words that a vector uses. */
function glucoseWords(bytes: Uint8Array): Expected {
  const measurement = decodeGlucoseMeasurement(bytes);
  const { concentration, offsetMinutes } = measurement;
  const number = concentration?.amount.kind === 'number' ? glucoseQuantity(concentration) : undefined;
  const shown = concentration === undefined ? null : concentration.amount.kind;
  return {
    seq: measurement.sequence,
    base: measurement.baseTime,
    offsetMin: offsetMinutes ?? 'none',
    local: wallTimeAt(wallMs(measurement.baseTime) + (offsetMinutes ?? 0) * 60_000),
    unit: concentration?.unit ?? 'none',
    sfloat: Number(concentration?.amount.value),
    mgdl: number?.unit === 'mg/dL' ? Number(number.value) : 'none',
    mmol: number?.unit === 'mmol/L' ? Number(number.value) : 'none',
    mgdl_18_0182: Number((Number(number?.value) * 18.0182).toFixed(4)),
    type: concentration?.type ?? 'none',
    location: concentration?.location ?? 'none',
    value: shown,
    status:
      measurement.status?.map((name) => name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase())).join(' ') ?? 'none',
    contextFollows: measurement.contextFollows,
    controlSolution: concentration?.type === SAMPLE_TYPE.controlSolution,
    mustReject:
      concentration !== undefined && problemOf(() => glucoseQuantity(concentration))?.reason === 'not-a-number',
    display: shown === '-INF' && measurement.sequence === 0 ? 'LO (sequence wrapped)' : 'a number',
  };
}

const keyOf = (codes: Readonly<Record<string, number>>, code: number | undefined): string =>
  Object.entries(codes).find(([, number]) => number === code)?.[0] ?? 'none';

function contextWords(bytes: Uint8Array): Expected {
  const context = decodeGlucoseContext(bytes);
  return {
    seq: context.sequence,
    meal: keyOf(MEAL, context.meal),
    carbId: keyOf(CARBOHYDRATE, context.carbohydrate?.id),
    carbKg: Number(context.carbohydrate?.kilograms.value),
  };
}

function weightWords(bytes: Uint8Array): Expected {
  const { unit, weight, user } = decodeWeightMeasurement(bytes);
  return {
    kg: unit === 'kg' ? Number(weight) : 'none',
    lb: unit === '[lb_av]' ? Number(weight) : 'none',
    weight: weight ?? 'measurement unsuccessful',
    user: user === UNKNOWN_USER ? 'unknown' : 'someone',
  };
}

const RACP_MEANING: Readonly<Record<string, unknown>> = {
  'report last (newest)': { op: 'report', selection: { operator: 'last' } },
  'report seq >= 45': { op: 'report', selection: { operator: 'at-least', filter: 'sequence', value: 45 } },
  'response: report -> success': { op: 'response', request: 1, result: 'success' },
  'response: report -> no records found': { op: 'response', request: 1, result: 'no-records-found' },
};

const WORDS: Readonly<Record<string, (bytes: Uint8Array) => Expected>> = {
  '2A18': glucoseWords,
  '2A34': contextWords,
  '2A9D': weightWords,
};

function check({ char, hex, expect: meaning }: Vector): void {
  const bytes = bytesOfHex(hex);
  if (char === 'SFLOAT') {
    const word = (bytes[0] ?? 0) + (bytes[1] ?? 0) * 256;
    if (meaning === 'reserved') expect(problemOf(() => sfloatOfWord(word, 'it'))?.reason).toBe('reserved-value');
    else expect(sfloatOfWord(word, 'it')).toEqual({ kind: meaning });
  } else if (typeof meaning === 'string') {
    expect(RACP_MEANING).toHaveProperty([meaning]);
    expect(DECODER['2A52'](bytes)).toEqual(RACP_MEANING[meaning]);
  } else if (meaning['error'] !== undefined) {
    expect(problemOf(() => DECODER[char as Characteristic](bytes))?.reason).toBe(meaning['error']);
  } else {
    const words = WORDS[char]?.(bytes);
    expect(words).toMatchObject(meaning);
  }
}

describe('packets of real devices and of others', () => {
  test.skipIf(!hasVectors)('the file has every one (skipped without shared data)', () => {
    expect(vectors.map(({ id }) => id)).toHaveLength(22);
    expect(new Set(vectors.map(({ char }) => char))).toEqual(new Set(['2A18', '2A34', '2A52', '2A9D', 'SFLOAT']));
  });

  test.skipIf(!hasVectors).each(vectors)('$id: $hex', check);

  /** Those of realism facts 5.4 and 5.6 that the file leaves out. */
  test.each([
    ['01 01', { op: 'report', selection: { operator: 'all' } }],
    ['04 01', { op: 'count', selection: { operator: 'all' } }],
  ])('%s', (hex, meaning) => expect(decodeRacpRequest(bytesOfHex(hex))).toEqual(meaning));

  test('05 00 nn nn counts', () => {
    expect(decodeRacpResponse(bytesOfHex('05 00 0C 01'))).toEqual({ op: 'count-response', count: 268 });
  });

  test('WM-3: 70 kg with its time', () => {
    expect(decodeWeightMeasurement(bytesOfHex('02 B0 36 E7 07 0C 19 0E 1E 2D'))).toEqual({
      unit: 'kg',
      weight: '70.000',
      time: '2023-12-25T14:30:45',
    });
  });
});
