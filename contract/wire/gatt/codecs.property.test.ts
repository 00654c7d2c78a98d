import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  drawFrom,
  glucoseContext,
  glucoseMeasurement,
  racpRequest,
  weightMeasurement,
  type Draw,
} from './arbitraries.test-helper.ts';
import { CHARACTERISTIC, DECODER, type Characteristic } from './characteristics.ts';
import { decodeGlucoseContext, encodeGlucoseContext } from './glucose-context.ts';
import { decodeGlucoseMeasurement, encodeGlucoseMeasurement } from './glucose-measurement.ts';
import { hexOf } from './hex.ts';
import { PacketProblem } from './problem.ts';
import { decodeRacpRequest, encodeRacpRequest } from './racp.ts';
import { decodeWeightMeasurement, encodeWeightMeasurement } from './weight-measurement.ts';

interface Codec<T> {
  readonly name: string;
  readonly make: (draw: Draw) => T;
  readonly encode: (value: T) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => T;
  readonly packets: number;
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Forgets the type of what is made, so that one table holds them all: what is lost on the way, or nothing. */
const roundTrip =
  <T>({ make, encode, decode }: Codec<T>) =>
  (draw: Draw): string | undefined => {
    const made = make(draw);
    const bytes = encode(made);
    const read = decode(bytes);
    const [before, after] = [JSON.stringify(made), JSON.stringify(read)];
    if (before !== after) return `${hexOf(bytes)}: ${before} became ${after}`;
    const again = encode(read);
    return isSame(again, bytes) ? undefined : `${hexOf(bytes)} became ${hexOf(again)}`;
  };

const row = <T>(codec: Codec<T>) => ({ name: codec.name, packets: codec.packets, check: roundTrip(codec) });

/** A million packets in all. */
const SEED = 20_261_126;
/** Some seconds alone; many times that where others work too. */
const BUSY_MACHINE_MS = 120_000;
const CODECS = [
  row({
    name: 'glucose measurement',
    make: glucoseMeasurement,
    encode: encodeGlucoseMeasurement,
    decode: decodeGlucoseMeasurement,
    packets: 400_000,
  }),
  row({
    name: 'glucose context',
    make: glucoseContext,
    encode: encodeGlucoseContext,
    decode: decodeGlucoseContext,
    packets: 200_000,
  }),
  row({
    name: 'weight measurement',
    make: weightMeasurement,
    encode: encodeWeightMeasurement,
    decode: decodeWeightMeasurement,
    packets: 200_000,
  }),
  row({
    name: 'record access request',
    make: racpRequest,
    encode: encodeRacpRequest,
    decode: decodeRacpRequest,
    packets: 200_000,
  }),
];

describe('a million generated packets are read as they were meant, and written as they were read', () => {
  test.each(CODECS)(
    `$packets of $name (seed ${SEED})`,
    ({ check, packets }) => {
      const draw = drawFrom(SEED);
      const wrong: string[] = [];
      for (let i = 0; i < packets && wrong.length < 5; i++) {
        const difference = check(draw);
        if (difference !== undefined) wrong.push(difference);
      }
      expect(wrong).toEqual([]);
    },
    BUSY_MACHINE_MS,
  );
});

const CODES = Object.values(CHARACTERISTIC);
const refusals = new Set<string>();

/** Reads, or refuses with a reason and a place; anything else is a defect. */
function readOrRefuse(code: Characteristic, bytes: Uint8Array): unknown {
  try {
    return DECODER[code](bytes);
  } catch (error) {
    if (!(error instanceof PacketProblem)) throw error;
    const told = /^[a-z]/.test(error.place.path ?? '') && error.message.length < 200 && error.expected !== '';
    if (!told) expect.fail(error.describe());
    refusals.add(error.reason);
    return error;
  }
}

describe('whatever arrives is read or refused with a reason', () => {
  test(
    'arbitrary bytes, up to far more than a packet holds',
    () => {
      fc.assert(
        fc.property(fc.constantFrom(...CODES), fc.uint8Array({ maxLength: 600 }), (code, bytes) => {
          readOrRefuse(code, bytes);
        }),
        { numRuns: 20_000 },
      );
    },
    BUSY_MACHINE_MS,
  );

  test('every packet of one byte and of none', () => {
    for (const code of CODES) {
      for (let byte = 0; byte < 256; byte++) readOrRefuse(code, Uint8Array.of(byte));
      expect(readOrRefuse(code, new Uint8Array(0))).toBeInstanceOf(PacketProblem);
    }
  });

  test(
    'good packets with bits turned, cut short or made longer',
    () => {
      const makers = [
        (draw: Draw) => ['2A18', encodeGlucoseMeasurement(glucoseMeasurement(draw))] as const,
        (draw: Draw) => ['2A34', encodeGlucoseContext(glucoseContext(draw))] as const,
        (draw: Draw) => ['2A9D', encodeWeightMeasurement(weightMeasurement(draw))] as const,
        (draw: Draw) => ['2A52', encodeRacpRequest(racpRequest(draw))] as const,
      ];
      const draw = drawFrom(SEED);
      for (let i = 0; i < 20_000; i++) {
        const [code, bytes] = makers[draw.int(makers.length)]?.(draw) ?? ['2A18', new Uint8Array(0)];
        const turned = bytes.slice();
        turned[draw.int(turned.length)] = draw.int(256);
        readOrRefuse(code, turned);
        const cut = readOrRefuse(code, bytes.subarray(0, draw.int(bytes.length)));
        const longer = readOrRefuse(code, Uint8Array.of(...bytes, draw.int(256)));
        if (!(cut instanceof PacketProblem && longer instanceof PacketProblem)) expect.fail(hexOf(bytes));
      }
      expect([...refusals].sort()).toEqual([
        'filter',
        'impossible-time',
        'op-code',
        'operand',
        'operator',
        'reserved-value',
        'trailing-bytes',
        'truncated',
        'unknown-flags',
      ]);
    },
    BUSY_MACHINE_MS,
  );
});
