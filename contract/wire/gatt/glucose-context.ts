import { PacketReader, PacketWriter } from './bytes.ts';
import { readSfloat, writeSfloat, type Sfloat } from './sfloat.ts';

/** Glucose Measurement Context, 0x2A34. Codes are as sent (`glucose-codes.ts` names them); reserved ones are kept. */
export interface GlucoseContext {
  /** That of the measurement it belongs to. */
  readonly sequence: number;
  /** {@link CARBOHYDRATE} and kilograms. */
  readonly carbohydrate?: { readonly id: number; readonly kilograms: Sfloat };
  /** {@link MEAL} */
  readonly meal?: number;
  /** {@link TESTER} and {@link HEALTH}, 0 to 15 each. */
  readonly testerHealth?: { readonly tester: number; readonly health: number };
  /** 65,535 seconds stand for "longer than fits". */
  readonly exercise?: { readonly seconds: number; readonly intensityPercent: number };
  /** {@link MEDICATION} */
  readonly medication?: { readonly id: number; readonly unit: 'kg' | 'L'; readonly amount: Sfloat };
  readonly hba1cPercent?: Sfloat;
}

const NAME = 'glucose context';
const HAS_CARBOHYDRATE = 0x01;
const HAS_MEAL = 0x02;
const HAS_TESTER_HEALTH = 0x04;
const HAS_EXERCISE = 0x08;
const HAS_MEDICATION = 0x10;
const IN_LITRES = 0x20;
const HAS_HBA1C = 0x40;
const HAS_EXTENDED_FLAGS = 0x80;
const NO_EXTENSION_KNOWN = 0;

/** Reads 3 bytes and what the flags add. Throws a PacketProblem on anything else. Source: realism facts 5.3. */
export function decodeGlucoseContext(bytes: Uint8Array): GlucoseContext {
  const reader = new PacketReader(NAME, bytes);
  const flags = reader.u8('flags');
  const sequence = reader.u16('sequence');
  if (flags & HAS_EXTENDED_FLAGS) reader.known('extended flags', reader.u8('extended flags'), NO_EXTENSION_KNOWN);
  const context: GlucoseContext = {
    sequence,
    ...(flags & HAS_CARBOHYDRATE ? { carbohydrate: readCarbohydrate(reader) } : {}),
    ...(flags & HAS_MEAL ? { meal: reader.u8('meal') } : {}),
    ...(flags & HAS_TESTER_HEALTH ? { testerHealth: readTesterHealth(reader) } : {}),
    ...(flags & HAS_EXERCISE ? { exercise: readExercise(reader) } : {}),
    ...(flags & HAS_MEDICATION ? { medication: readMedication(reader, flags) } : {}),
    ...(flags & HAS_HBA1C ? { hba1cPercent: readSfloat(reader, 'HbA1c') } : {}),
  };
  reader.end();
  return context;
}

const readCarbohydrate = (reader: PacketReader): NonNullable<GlucoseContext['carbohydrate']> => ({
  id: reader.u8('carbohydrate id'),
  kilograms: readSfloat(reader, 'carbohydrate'),
});

const readTesterHealth = (reader: PacketReader): NonNullable<GlucoseContext['testerHealth']> => {
  const both = reader.u8('tester and health');
  return { tester: both & 0x0f, health: both >> 4 };
};

const readExercise = (reader: PacketReader): NonNullable<GlucoseContext['exercise']> => ({
  seconds: reader.u16('exercise duration'),
  intensityPercent: reader.u8('exercise intensity'),
});

const readMedication = (reader: PacketReader, flags: number): NonNullable<GlucoseContext['medication']> => ({
  id: reader.u8('medication id'),
  unit: flags & IN_LITRES ? 'L' : 'kg',
  amount: readSfloat(reader, 'medication'),
});

const flagsOf = (context: GlucoseContext): number =>
  (context.carbohydrate === undefined ? 0 : HAS_CARBOHYDRATE) |
  (context.meal === undefined ? 0 : HAS_MEAL) |
  (context.testerHealth === undefined ? 0 : HAS_TESTER_HEALTH) |
  (context.exercise === undefined ? 0 : HAS_EXERCISE) |
  (context.medication === undefined ? 0 : HAS_MEDICATION) |
  (context.medication?.unit === 'L' ? IN_LITRES : 0) |
  (context.hba1cPercent === undefined ? 0 : HAS_HBA1C);

/** Never writes extended flags. Throws a PacketProblem where a field cannot hold its value. */
export function encodeGlucoseContext(context: GlucoseContext): Uint8Array {
  const { carbohydrate, meal, testerHealth, exercise, medication, hba1cPercent } = context;
  const writer = new PacketWriter(NAME).u8('flags', flagsOf(context)).u16('sequence', context.sequence);
  if (carbohydrate !== undefined) {
    writer.u8('carbohydrate id', carbohydrate.id);
    writeSfloat(writer, 'carbohydrate', carbohydrate.kilograms);
  }
  if (meal !== undefined) writer.u8('meal', meal);
  if (testerHealth !== undefined) writer.nibbles('tester and health', testerHealth.tester, testerHealth.health);
  if (exercise !== undefined) {
    writer.u16('exercise duration', exercise.seconds).u8('exercise intensity', exercise.intensityPercent);
  }
  if (medication !== undefined) {
    writer.u8('medication id', medication.id);
    writeSfloat(writer, 'medication', medication.amount);
  }
  if (hba1cPercent !== undefined) writeSfloat(writer, 'HbA1c', hba1cPercent);
  return writer.done();
}
