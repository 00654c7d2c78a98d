import { createHash } from 'node:crypto';
import { type Device, type Identifier, keyOf, type Patient, type Reading } from '../../contract/domain/index.ts';
import { EXIT, type ExitCode, InputProblem } from '../../contract/input-problem.ts';
import { closest } from '../../contract/closest.ts';
import { visible } from '../../reports/text/visible.ts';
import { eui64, eui64Identifier } from '../../simulator/devices/eui64.ts';
import { deviceLine, patientLine } from '../../simulator/formats/fhir-people.ts';
import { GATT } from '../../simulator/formats/gatt.ts';
import { readingJson } from '../../simulator/formats/reading-json.ts';
import { formatNamed, STREAM_FORMATS } from '../../simulator/formats/registry.ts';
import { truthLine } from '../../simulator/formats/truth.ts';
import { NO_KIND } from '../../simulator/kind-number.ts';
import type { Delivery, Truth } from '../../simulator/layers.ts';
import { TRUTH_PER_UNIT } from '../../simulator/truth-unit.ts';
import { type Arguments, type Option, usageProblem } from '../arguments.ts';
import type { Io } from '../io.ts';
import { type Destinations, withOutputs } from './outputs.ts';
import { readRecorded, type RecordedData, RECORDINGS } from './recorded.ts';

export const IMPORT_OPTIONS: Readonly<Record<string, Option>> = {
  import: { value: 'FILE', help: 'recorded data in place of simulated patients, in any format but gatt' },
  as: { value: 'KIND', help: `with --import: ${Object.keys(RECORDINGS).join(' | ')}` },
  mapping: { value: 'FILE', help: 'with --as csv: what the columns are; vitalproof for our own' },
};

/** Nobody is meant by the name, and no day of birth is known. */
const patientOf = ({ patient }: Pick<Reading, 'patient'>): Patient => ({
  identifier: patient,
  family: 'Recorded-Test',
  given: 'Recorded',
  gender: 'unknown',
  birthDate: '1970-01-01',
});

const deviceOf = ({ measure, device, patient }: Reading): Device => ({
  identifier: device ?? eui64Identifier(eui64(0, NO_KIND, 'recorded')),
  patient,
  kind: measure === 'glucose' ? 'glucometer' : 'scale',
  manufacturer: 'unknown',
  model: 'recorded',
});

/** One reading of each, the first, by an identifier. */
const firstOfEach = (readings: readonly Reading[], by: (reading: Reading) => Identifier | undefined): Reading[] => {
  const found = new Map<string, Reading>();
  for (const reading of readings) {
    const key = by(reading);
    if (key !== undefined && !found.has(keyOf(key))) found.set(keyOf(key), reading);
  }
  return [...found.values()];
};
const whoseOf = (readings: readonly Reading[]): Reading[] => firstOfEach(readings, ({ patient }) => patient);

/** Everybody who is named, then every device; where none is, the one that stands for it. */
const peopleOf = (readings: readonly Reading[]): string => {
  const devices = firstOfEach(readings, ({ device }) => device);
  return [
    ...whoseOf(readings).map((reading) => patientLine(patientOf(reading))),
    ...(devices.length > 0 ? devices : readings.slice(0, 1)).map((reading) => deviceLine(deviceOf(reading))),
  ].join('');
};

/** A document is of one patient: in it, nobody could tell whose a reading is. */
const requireOnePatient = (readings: readonly Reading[], form: string, file: string): void => {
  const count = whoseOf(readings).length;
  if (count === 1) return;
  throw new InputProblem(
    `${form} is a document of one patient, and the readings are of ${count}`,
    { file },
    'readings of one patient, or another format',
  );
};

/** Marks truths that nobody knows: what is told is what the device said. */
const UNKNOWN_TRUTH = 'recorded';

const truthOf = ({ result, effective, patient, measure }: Reading): Truth => {
  return {
    // HI and LO say that it lies beyond a bound, a failed measurement says nothing.
    trueValue:
      result.kind === 'value' ? Number(result.quantity.value) * TRUTH_PER_UNIT[result.quantity.unit] : Number.NaN,
    trueUnit: measure === 'glucose' ? 'mg/dL' : 'kg',
    trueTimeMs: Date.parse(effective),
    faultIds: [UNKNOWN_TRUTH],
    personId: patient.value,
  };
};

/** Digits of a hash that number the device, below 2^24. */
const HASH_DIGITS = 6;

/**
 * What messages are numbered under: an address made of all that they tell, so that the same recording gives the same control ids,
 * and another one none of them, whose messages a receiver would refuse.
 */
const senderOf = (deliveries: readonly Delivery[]): Identifier => {
  const hash = createHash('sha256');
  for (const { reading, version } of deliveries) hash.update(`${version} ${readingJson(reading)}\n`);
  const digits = hash.digest('hex');
  return eui64Identifier(eui64(Number.parseInt(digits.slice(0, HASH_DIGITS), 16), NO_KIND, 'recorded', digits));
};

/**
 * What is done with each reading, in their order, and under which version: a health store passes over one that is not greater, so
 * a correction or erasure that says something new has the next, and one that is told again the one that it had.
 */
const acts = (): ((reading: Reading) => Pick<Delivery, 'act' | 'version'>) => {
  const last = new Map<string, { readonly said: string; readonly version: number }>();
  return (reading) => {
    const { identifier, status } = reading;
    if (status !== 'corrected' && status !== 'entered-in-error') return { act: 'submit', version: 1 };
    const [key, said] = [keyOf(identifier), readingJson(reading)];
    const before = last.get(key);
    const version = before?.said === said ? before.version : (before?.version ?? 1) + 1;
    last.set(key, { said, version });
    return { act: status === 'corrected' ? 'correct' : 'retract', version };
  };
};

const MOST_SHOWN = 5;

const report = ({ readings, problems, damaged, other }: RecordedData, file: string, io: Io): void => {
  if (damaged === 0) return;
  io.err(
    `${file}: ${damaged} damaged records passed over, ${readings.length} readings, ${other} records of other kinds`,
  );
  for (const { line, why } of problems.slice(0, MOST_SHOWN)) io.err(`  line ${line}: ${visible(why)}`);
  if (damaged > MOST_SHOWN) io.err(`  and ${damaged - MOST_SHOWN} more`);
};

const GOES_WITH = ['import', 'as', 'mapping', 'zone', 'format', 'out', 'truth', 'people'];

/** `--import`: a recorded file through the same formats, in the order of time. */
export const runImport = async (
  args: Arguments,
  to: Destinations,
  given: readonly string[],
  io: Io,
): Promise<ExitCode> => {
  const other = given.find((name) => !GOES_WITH.includes(name));
  if (other !== undefined) throw usageProblem(`--${other} does not go with --import`, 'one of them');
  const [file = '', name] = [args.text('import'), args.text('as')];
  const kind = name === undefined || !Object.hasOwn(RECORDINGS, name) ? undefined : RECORDINGS[name];
  if (kind === undefined) {
    const near = name === undefined ? undefined : closest(name, Object.keys(RECORDINGS));
    throw usageProblem(
      name === undefined ? '--import needs --as' : `there is no kind of recording "${name}"`,
      Object.keys(RECORDINGS).join(', '),
      near === undefined ? undefined : `did you mean ${near}?`,
    );
  }
  if (name !== 'csv' && args.text('mapping') !== undefined)
    throw usageProblem('--mapping goes with --as csv only', 'both');
  const form = args.text('format') ?? 'ndjson';
  const format = formatNamed(form);
  if (format === GATT)
    throw usageProblem(
      '--format gatt does not go with --import: what was on the air is not recorded',
      Object.keys(STREAM_FORMATS)
        .filter((known) => known !== form)
        .join(', '),
    );
  const data = await readRecorded(kind, {
    file,
    zone: args.text('zone'),
    mapping: args.text('mapping'),
  });
  if (format.isDocument === true) requireOnePatient(data.readings, form, file);
  report(data, file, io);
  const actOf = acts();
  const inOrder = data.readings
    .map((reading) => ({ reading, truth: truthOf(reading) }))
    .toSorted((a, b) => a.truth.trueTimeMs - b.truth.trueTimeMs)
    .map((item, batch): Delivery => ({ ...item, sentMs: item.truth.trueTimeMs, batch, ...actOf(item.reading) }));
  const [first] = inOrder;
  if (first === undefined) throw new Error('a recording without readings');
  const who = {
    patient: patientOf(first.reading),
    device: { ...deviceOf(first.reading), identifier: senderOf(inOrder) },
  };
  return await withOutputs(to, io, async ({ out, truth, people }) => {
    await people?.write(peopleOf(inOrder.map(({ reading }) => reading)));
    const writer = format.open(who);
    await out?.write(format.header + (writer.begin?.() ?? ''));
    for (const delivery of inOrder) {
      await truth?.write(truthLine(delivery));
      if ((await out?.write(writer.batch([delivery]))) === false) return { value: EXIT.passed, whole: false };
    }
    await out?.write((writer.end?.() ?? '') + format.footer);
    return { value: EXIT.passed, whole: true };
  });
};
