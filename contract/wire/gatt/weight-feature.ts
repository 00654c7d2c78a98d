import type { DecimalText } from '../../domain/decimal.ts';
import { PacketReader, PacketWriter } from './bytes.ts';
import { PacketProblem } from './problem.ts';

/** Weight Scale Feature, 0x2A9E. The resolution says how fine the scale shows; it does not change a measurement's steps. */
export interface WeightScaleFeature {
  readonly timeStamp: boolean;
  readonly multipleUsers: boolean;
  readonly bodyMassIndex: boolean;
  /** 0: not told; 1 to 7 are the rows of {@link WEIGHT_RESOLUTION}. */
  readonly weightResolution: number;
  /** 0: not told; 1 to 3 are the rows of {@link HEIGHT_RESOLUTION}. */
  readonly heightResolution: number;
}

type Resolution = { readonly metric: DecimalText; readonly imperial: DecimalText };

/** kg and lb, from row 1. Source: realism facts 5.5, there from memory. */
export const WEIGHT_RESOLUTION: readonly Resolution[] = [
  { metric: '0.5', imperial: '1' },
  { metric: '0.2', imperial: '0.5' },
  { metric: '0.1', imperial: '0.2' },
  { metric: '0.05', imperial: '0.1' },
  { metric: '0.02', imperial: '0.05' },
  { metric: '0.01', imperial: '0.02' },
  { metric: '0.005', imperial: '0.01' },
];

/** Metres and inches, from row 1. Known from memory. */
export const HEIGHT_RESOLUTION: readonly Resolution[] = [
  { metric: '0.01', imperial: '1' },
  { metric: '0.005', imperial: '0.5' },
  { metric: '0.001', imperial: '0.1' },
];

const NAME = 'weight scale feature';
const TIME_STAMP = 0x01;
const MULTIPLE_USERS = 0x02;
const BODY_MASS_INDEX = 0x04;
const KNOWN_BITS = 0x3ff;

function row(
  value: number,
  rows: readonly Resolution[],
  field: string,
  reason: 'reserved-value' | 'not-representable',
) {
  if (Number.isInteger(value) && value >= 0 && value <= rows.length) return value;
  throw new PacketProblem(reason, `${NAME}.${field}`, `${value} has no meaning`, `0 to ${rows.length}`);
}

/** Four bytes. Throws a PacketProblem on anything else. */
export function decodeWeightScaleFeature(bytes: Uint8Array): WeightScaleFeature {
  const reader = new PacketReader(NAME, bytes);
  const bits = reader.u32('features');
  reader.known('features', bits, KNOWN_BITS);
  reader.end();
  return {
    timeStamp: (bits & TIME_STAMP) !== 0,
    multipleUsers: (bits & MULTIPLE_USERS) !== 0,
    bodyMassIndex: (bits & BODY_MASS_INDEX) !== 0,
    weightResolution: row((bits >> 3) & 0xf, WEIGHT_RESOLUTION, 'weight resolution', 'reserved-value'),
    heightResolution: row((bits >> 7) & 0x7, HEIGHT_RESOLUTION, 'height resolution', 'reserved-value'),
  };
}

/** Throws a PacketProblem on a resolution that has no row. */
export function encodeWeightScaleFeature(feature: WeightScaleFeature): Uint8Array {
  const weight = row(feature.weightResolution, WEIGHT_RESOLUTION, 'weight resolution', 'not-representable');
  const height = row(feature.heightResolution, HEIGHT_RESOLUTION, 'height resolution', 'not-representable');
  const bits =
    (feature.timeStamp ? TIME_STAMP : 0) |
    (feature.multipleUsers ? MULTIPLE_USERS : 0) |
    (feature.bodyMassIndex ? BODY_MASS_INDEX : 0) |
    (weight << 3) |
    (height << 7);
  return new PacketWriter(NAME).u32('features', bits).done();
}
