import {
  closeSync,
  constants,
  accessSync,
  createReadStream,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename } from 'node:path';
import type { Identifier, Reading } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { MRN_SYSTEM } from '../../simulator/cohort/identity.ts';
import { importAim94 } from '../../simulator/recorded/aim94.ts';
import { importAppleHealth } from '../../simulator/recorded/apple-health.ts';
import { importCsv } from '../../simulator/recorded/csv.ts';
import { CSV_PRESETS, csvMapping } from '../../simulator/recorded/csv-mapping.ts';
import type { ImportProblem } from '../../simulator/recorded/import-result.ts';
import { importNightscout } from '../../simulator/recorded/nightscout.ts';
import { DEFAULT_ZONE } from '../../simulator/options.ts';
import { usageProblem } from '../arguments.ts';

/** What was made of a recorded file. Every record is a reading, a problem, or of another kind. */
export interface RecordedData {
  readonly readings: readonly Reading[];
  /** The first of those that are damaged, and how many there are. */
  readonly problems: readonly ImportProblem[];
  readonly damaged: number;
  /** Records of other kinds, which are passed over: steps, insulin, notes. */
  readonly other: number;
  /** Those of them that are a sensor's values, which are another measure. */
  readonly sensor?: number;
}

export interface RecordedOptions {
  readonly file: string;
  /** Where the clock stood of records that do not say. Absent: where the AIM-94 were collected; else New York; of CSV nowhere. */
  readonly zone?: string | undefined;
  /** Of CSV: what its columns are. */
  readonly mapping?: string | undefined;
}

type Reader = (options: RecordedOptions) => Promise<RecordedData>;

/** Nobody is meant: whoever recorded it, the readings go to a patient of this name. */
export const RECORDED_PATIENT: Identifier = { system: MRN_SYSTEM, value: 'RECORDED' };
const AIM94_ZONE = 'America/Chicago';
const MAX_LOG_BYTES = 16 * 1024 * 1024;

/** Byte order marks of UTF-16, as spreadsheets write it. */
const UTF16: readonly string[] = ['fffe', 'feff'];

const requireBytes = (path: string): void => {
  const file = openSync(path, 'r');
  const start = Buffer.alloc(2);
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  if (UTF16.includes(start.toString('hex')))
    throw new InputProblem('is UTF-16', { file: path }, 'UTF-8', { advice: 'save the file as UTF-8' });
};

const opened = (path: string): string => {
  let stat: Stats | undefined;
  try {
    stat = statSync(path, { throwIfNoEntry: false });
    if (stat !== undefined) accessSync(path, constants.R_OK);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new InputProblem(`cannot be read: ${code ?? message}`, { file: path }, 'a recorded file');
  }
  if (stat?.isFile() === true) {
    requireBytes(path);
    return path;
  }
  throw new InputProblem(stat === undefined ? 'is not there' : 'is no file', { file: path }, 'a recorded file');
};

const aim94: Reader = async ({ file, zone = AIM94_ZONE }) => {
  const { size } = statSync(file);
  if (size > MAX_LOG_BYTES) throw new InputProblem(`has ${size} bytes`, { file }, `at most ${MAX_LOG_BYTES}`);
  const text = readFileSync(file, 'latin1');
  const { readings, problems, counts } = importAim94(text, { file: basename(file), patient: RECORDED_PATIENT, zone });
  return { readings, problems, damaged: counts.unparsable, other: counts.other };
};

const appleHealth: Reader = async ({ file }) => {
  const options = { file: basename(file), patient: RECORDED_PATIENT };
  const { readings, problems, counts } = await importAppleHealth(createReadStream(file, 'utf8'), options);
  return { readings, problems, damaged: counts.damaged, other: counts.other };
};

const nightscout: Reader = async ({ file, zone = DEFAULT_ZONE }) => {
  const options = { file: basename(file), patient: RECORDED_PATIENT, zone };
  const { readings, problems, counts } = await importNightscout(createReadStream(file, 'utf8'), options);
  return { readings, problems, damaged: counts.damaged, other: counts.other + counts.sensor, sensor: counts.sensor };
};

const csv: Reader = async ({ file, zone, mapping }) => {
  if (mapping === undefined)
    throw usageProblem(
      '--as csv needs --mapping',
      `a file that says what the columns are, or ${Object.keys(CSV_PRESETS).join(', ')}`,
    );
  const known = csvMapping(mapping);
  const columns = zone === undefined ? known : { ...known, zone };
  const options = { file: basename(file), patient: RECORDED_PATIENT, mapping: columns };
  const { readings, problems, counts } = await importCsv(createReadStream(file, 'utf8'), options);
  return { readings, problems, damaged: counts.damaged, other: 0 };
};

/** Recorded data that can be read, by name. */
export const RECORDINGS: Readonly<Record<string, Reader>> = { aim94, 'apple-health': appleHealth, nightscout, csv };

/**
 * Reads a recorded file. InputProblem with the line: it is broken, or no file of that kind; or it holds no reading at
 * all. A damaged record inside a good file is among `problems`.
 */
export const readRecorded = async (kind: Reader, options: RecordedOptions): Promise<RecordedData> => {
  const data = await kind({ ...options, file: opened(options.file) });
  if (data.readings.length > 0) return data;
  const [first] = data.problems;
  const { sensor = 0 } = data;
  if (first === undefined && sensor > 0)
    throw new InputProblem(
      `holds no reading, and ${sensor} values of a sensor (sgv), which measures under the skin and not what a meter does`,
      { file: options.file },
      'at least one value of a meter: mbg, or a BG Check',
    );
  throw new InputProblem(
    first === undefined ? 'holds no reading' : `holds no reading that can be used; the first: ${first.why}`,
    { file: options.file, ...(first === undefined ? {} : { line: first.line }) },
    'at least one glucose or weight',
  );
};
