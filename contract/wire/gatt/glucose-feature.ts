import { PacketReader, PacketWriter } from './bytes.ts';
import { flagSet } from './flag-set.ts';

/** What a meter can tell beside the result, from bit 0. Known from memory, not from the specification's text. */
const FEATURES = flagSet([
  'battery-low-detection',
  'sensor-malfunction-detection',
  'sample-size-detection',
  'strip-insertion-detection',
  'strip-type-detection',
  'result-range-detection',
  'temperature-range-detection',
  'read-interrupt-detection',
  'general-fault-detection',
  'time-fault-detection',
  'multiple-bonds',
]);
export type GlucoseFeature = ReturnType<typeof FEATURES.namesOf>[number];

/** Glucose Feature, 0x2A51: two bytes. Throws a PacketProblem on anything else. */
export function decodeGlucoseFeature(bytes: Uint8Array): readonly GlucoseFeature[] {
  const reader = new PacketReader('glucose feature', bytes);
  const bits = reader.u16('features');
  reader.known('features', bits, FEATURES.mask);
  reader.end();
  return FEATURES.namesOf(bits);
}

export const encodeGlucoseFeature = (features: readonly GlucoseFeature[]): Uint8Array =>
  new PacketWriter('glucose feature').u16('features', FEATURES.bitsOf(features)).done();
