import type { DecimalText } from '../../domain/decimal.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { PacketReader, PacketWriter } from './bytes.ts';
import { readWallTime, writeWallTime, type WallTime } from './date-time.ts';
import { timesPowerOfTen } from './decimal.ts';
import { SENSOR_STATUS, type SensorStatus } from './glucose-codes.ts';
import { PacketProblem } from './problem.ts';
import { readSfloat, writeSfloat, type Sfloat } from './sfloat.ts';

export interface GlucoseConcentration {
  readonly unit: 'kg/L' | 'mol/L';
  readonly amount: Sfloat;
  /** {@link SAMPLE_TYPE}: 0 to 15, as sent; what is reserved is kept. */
  readonly type: number;
  /** {@link SAMPLE_LOCATION}: 0 to 15, as sent. */
  readonly location: number;
}

/** Glucose Measurement, 0x2A18. */
export interface GlucoseMeasurement {
  /** 0 to 65,535, then from 0 again. */
  readonly sequence: number;
  /** Never set back while the sequence goes on; what the user saw is this plus the offset. */
  readonly baseTime: WallTime;
  /** What the user's settings differ from the base time by, -32,768 to 32,767 minutes. */
  readonly offsetMinutes?: number;
  readonly concentration?: GlucoseConcentration;
  readonly status?: readonly SensorStatus[];
  /** A Glucose Measurement Context of the same sequence number comes next. */
  readonly contextFollows: boolean;
}

const NAME = 'glucose measurement';
const HAS_OFFSET = 0x01;
const HAS_CONCENTRATION = 0x02;
const IN_MOLES = 0x04;
const HAS_STATUS = 0x08;
const HAS_CONTEXT = 0x10;
const KNOWN_FLAGS = 0x1f;

/**
 * Reads 10 bytes and what the flags add: 2 of offset, 3 of concentration, 2 of status. Throws a PacketProblem on
 * anything else. Source: realism facts 5.2.
 */
export function decodeGlucoseMeasurement(bytes: Uint8Array): GlucoseMeasurement {
  const reader = new PacketReader(NAME, bytes);
  const flags = reader.u8('flags');
  reader.known('flags', flags, KNOWN_FLAGS);
  const sequence = reader.u16('sequence');
  const baseTime = readWallTime(reader, 'base time');
  const offset = flags & HAS_OFFSET ? { offsetMinutes: reader.s16('time offset') } : {};
  const concentration = flags & HAS_CONCENTRATION ? { concentration: readConcentration(reader, flags) } : {};
  const status = flags & HAS_STATUS ? { status: readStatus(reader) } : {};
  reader.end();
  return { sequence, baseTime, ...offset, ...concentration, ...status, contextFollows: (flags & HAS_CONTEXT) !== 0 };
}

function readConcentration(reader: PacketReader, flags: number): GlucoseConcentration {
  const amount = readSfloat(reader, 'concentration');
  const typeAndLocation = reader.u8('type and location');
  const unit = flags & IN_MOLES ? 'mol/L' : 'kg/L';
  return { unit, amount, type: typeAndLocation & 0x0f, location: typeAndLocation >> 4 };
}

function readStatus(reader: PacketReader): readonly SensorStatus[] {
  const bits = reader.u16('sensor status');
  reader.known('sensor status', bits, SENSOR_STATUS.mask);
  return SENSOR_STATUS.namesOf(bits);
}

/** Throws a PacketProblem where a field cannot hold its value. */
export function encodeGlucoseMeasurement(measurement: GlucoseMeasurement): Uint8Array {
  const { offsetMinutes, concentration, status } = measurement;
  const writer = new PacketWriter(NAME);
  writer.u8(
    'flags',
    (offsetMinutes === undefined ? 0 : HAS_OFFSET) |
      (concentration === undefined ? 0 : HAS_CONCENTRATION) |
      (concentration?.unit === 'mol/L' ? IN_MOLES : 0) |
      (status === undefined ? 0 : HAS_STATUS) |
      (measurement.contextFollows ? HAS_CONTEXT : 0),
  );
  writer.u16('sequence', measurement.sequence);
  writeWallTime(writer, 'base time', measurement.baseTime);
  if (offsetMinutes !== undefined) writer.s16('time offset', offsetMinutes);
  if (concentration !== undefined) writeConcentration(writer, concentration);
  if (status !== undefined) writer.u16('sensor status', SENSOR_STATUS.bitsOf(status));
  return writer.done();
}

function writeConcentration(writer: PacketWriter, { amount, type, location }: GlucoseConcentration): void {
  writeSfloat(writer, 'concentration', amount);
  writer.nibbles('type and location', type, location);
}

/** 1 kg/L is 10^5 mg/dL, 1 mol/L is 10^3 mmol/L: a move of the point, never a multiplication. */
const HOME_UNIT = {
  'kg/L': { unit: 'mg/dL', power: 5 },
  'mol/L': { unit: 'mmol/L', power: 3 },
} as const;

/** What the meter measured, in the unit that people read, exactly: 0.00120 kg/L is 120 mg/dL. Throws a PacketProblem where it is no number. */
export function glucoseQuantity({ unit, amount }: GlucoseConcentration): Quantity {
  const home = HOME_UNIT[unit];
  const value = amount.kind === 'number' ? timesPowerOfTen(amount.value, home.power) : undefined;
  if (value !== undefined) return { value, unit: home.unit };
  throw new PacketProblem('not-a-number', `${NAME}.concentration`, `${amount.kind} is no concentration`, 'a number');
}

/** The other way. Throws a PacketProblem where no SFLOAT is exactly that much. */
export function glucoseAmount(
  value: DecimalText,
  unit: 'mg/dL' | 'mmol/L',
): Pick<GlucoseConcentration, 'unit' | 'amount'> {
  const wire = unit === 'mg/dL' ? 'kg/L' : 'mol/L';
  const moved = timesPowerOfTen(value, -HOME_UNIT[wire].power);
  if (moved !== undefined) return { unit: wire, amount: { kind: 'number', value: moved } };
  throw new PacketProblem(
    'not-representable',
    `${NAME}.concentration`,
    `"${value.slice(0, 40)}" is no decimal`,
    'a decimal number',
  );
}
