import { decodeBatteryLevel } from './battery-level.ts';
import { decodeGlucoseContext } from './glucose-context.ts';
import { decodeGlucoseFeature } from './glucose-feature.ts';
import { decodeGlucoseMeasurement } from './glucose-measurement.ts';
import { decodeRacpRequest, decodeRacpResponse, RACP_OP } from './racp.ts';
import { decodeWeightScaleFeature } from './weight-feature.ts';
import { decodeWeightMeasurement } from './weight-measurement.ts';

/** Characteristics by the number that Bluetooth gave them, in four digits. */
export const CHARACTERISTIC = {
  glucoseMeasurement: '2A18',
  batteryLevel: '2A19',
  glucoseContext: '2A34',
  glucoseFeature: '2A51',
  recordAccess: '2A52',
  weightMeasurement: '2A9D',
  weightScaleFeature: '2A9E',
} as const;
export type Characteristic = (typeof CHARACTERISTIC)[keyof typeof CHARACTERISTIC];

/** The decoder of each. A control point's bytes are a response where they begin with the code of one. Throws a PacketProblem. */
export const DECODER = {
  '2A18': decodeGlucoseMeasurement,
  '2A19': decodeBatteryLevel,
  '2A34': decodeGlucoseContext,
  '2A51': decodeGlucoseFeature,
  '2A52': (bytes: Uint8Array) =>
    (bytes[0] ?? 0) >= RACP_OP['count-response'] ? decodeRacpResponse(bytes) : decodeRacpRequest(bytes),
  '2A9D': decodeWeightMeasurement,
  '2A9E': decodeWeightScaleFeature,
} as const satisfies Readonly<Record<Characteristic, (bytes: Uint8Array) => unknown>>;
