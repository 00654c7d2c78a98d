import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Identifier } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { MRN_SYSTEM } from '../cohort/identity.ts';
import { importAim94, type Aim94Import, type Aim94Options } from './aim94.ts';

/** One patient's log. */
export interface Aim94Patient extends Aim94Import {
  /** `data-01` */
  readonly file: string;
  readonly patient: Identifier;
}

export interface Aim94DirectoryOptions extends Pick<Aim94Options, 'shiftToMs'> {
  /** Absent: America/Chicago, where the data set was collected. */
  readonly zone?: string;
  /** The first so many files by name. */
  readonly maxPatients?: number;
}

const LOG_NAME = /^data-(\d{2})$/;
/** The largest log of the data set has 70 kB. */
const MAX_LOG_BYTES = 16 * 1024 * 1024;
const DEFAULT_ZONE = 'America/Chicago';
const WHAT_TO_DO = 'unpack the AIM-94 (UCI "Diabetes") data set and name its folder';

function logNames(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => LOG_NAME.test(name))
      .toSorted();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputProblem(`the folder cannot be read: ${why}`, { file: directory }, 'a folder of AIM-94 logs', {
      advice: WHAT_TO_DO,
    });
  }
}

function logText(path: string): string {
  const { size } = statSync(path);
  if (size > MAX_LOG_BYTES) {
    throw new InputProblem(`the log has ${size} bytes`, { file: path }, `at most ${MAX_LOG_BYTES}`);
  }
  return readFileSync(path, 'latin1');
}

/**
 * Imports the logs `data-01`, `data-02`, … of a folder, one patient each. Throws an InputProblem for
 * a folder that cannot be read or holds no log, for a log above 16 MB and for one without any
 * readable line.
 */
export function importAim94Directory(directory: string, options: Aim94DirectoryOptions = {}): readonly Aim94Patient[] {
  const { zone = DEFAULT_ZONE, maxPatients, shiftToMs } = options;
  if (maxPatients !== undefined && !(Number.isInteger(maxPatients) && maxPatients >= 1)) {
    throw new InputProblem(`maxPatients is ${maxPatients}`, { path: 'maxPatients' }, 'a whole number from 1');
  }
  const names = logNames(directory).slice(0, maxPatients);
  if (names.length === 0) {
    throw new InputProblem('no AIM-94 log here', { file: directory }, 'files named data-01, data-02, …', {
      advice: WHAT_TO_DO,
    });
  }
  return names.map((file) => {
    const path = join(directory, file);
    const patient = { system: MRN_SYSTEM, value: `AIM94-${file.slice('data-'.length)}` };
    const imported = importAim94(logText(path), {
      file,
      patient,
      zone,
      ...(shiftToMs === undefined ? {} : { shiftToMs }),
    });
    if (imported.counts.lines === imported.counts.unparsable) {
      const [first] = imported.problems;
      throw new InputProblem(
        first === undefined ? 'the log is empty' : `no line can be read; the first: ${first.why}`,
        { file: path, ...(first === undefined ? {} : { line: first.line }) },
        'lines of MM-DD-YYYY, HH:MM, code and value between tabs',
      );
    }
    return { file, patient, ...imported };
  });
}
