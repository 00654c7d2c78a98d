import { keyOf, type Reading } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { parseLossless, type Json } from '../../contract/wire/json/lossless.ts';
import { requireZone } from '../clock.ts';
import {
  importProblem,
  keep,
  MAX_READINGS,
  placeNames,
  type ImportProblem,
  type Recorded,
  type TextChunks,
} from './import-result.ts';
import { jsonElements, type JsonElement } from './json-elements.ts';
import { readNightscoutRecord, type NightscoutOptions, type NightscoutRecord } from './nightscout-record.ts';

export type { NightscoutOptions } from './nightscout-record.ts';

interface NightscoutCounts {
  /** `readings + sensor + other + damaged`. */
  readonly records: number;
  readonly readings: number;
  /** Values of a sensor that were left out. */
  readonly sensor: number;
  readonly other: number;
  readonly damaged: number;
}

export interface NightscoutImport {
  /** In the order of the file; Nightscout gives the newest first. */
  readonly readings: readonly Reading[];
  readonly problems: readonly ImportProblem[];
  readonly counts: NightscoutCounts;
}

function recordOf({ text }: JsonElement, place: string, options: NightscoutOptions): NightscoutRecord {
  if (text === undefined) return { kind: 'problem', why: 'longer than any record' };
  let json: Json;
  try {
    json = parseLossless(text);
  } catch {
    return { kind: 'problem', why: text === '' ? 'empty' : 'not JSON' };
  }
  return readNightscoutRecord(json, place, options);
}

/**
 * Reads entries or treatments of Nightscout, from its interface or a dump: a reading or a problem for each record with
 * a glucose, `sensor` and `other` for the rest. Holds one record and the identifiers seen. Throws an InputProblem on an unknown zone
 * and, with the line, on a file that is no list of records or is cut off; what was yielded before stands.
 */
export async function* readNightscout(
  chunks: TextChunks,
  options: NightscoutOptions,
): AsyncGenerator<Recorded | 'sensor' | 'other'> {
  requireZone(options.zone);
  const seen = new Map<string, number>();
  const placeOf = placeNames();
  for await (const element of jsonElements(chunks, options.file)) {
    const { line, text = '' } = element;
    const record = recordOf(element, placeOf(line), options);
    if (record.kind === 'sensor' || record.kind === 'other') {
      yield record.kind;
      continue;
    }
    const first = record.kind === 'reading' ? seen.get(keyOf(record.reading.identifier)) : undefined;
    if (record.kind === 'problem' || first !== undefined) {
      const why = record.kind === 'problem' ? record.why : `repeats the identifier of line ${first}`;
      yield { kind: 'problem', problem: importProblem(line, text, why) };
      continue;
    }
    if (seen.size >= MAX_READINGS) {
      throw new InputProblem('too many readings', { file: options.file, line }, `at most ${MAX_READINGS}`);
    }
    seen.set(keyOf(record.reading.identifier), line);
    yield { kind: 'reading', line, reading: record.reading };
  }
}

/** Imports a whole file. Throws as `readNightscout` does, and then imports nothing. */
export async function importNightscout(chunks: TextChunks, options: NightscoutOptions): Promise<NightscoutImport> {
  const readings: Reading[] = [];
  const problems: ImportProblem[] = [];
  let [sensor, other, damaged] = [0, 0, 0];
  for await (const item of readNightscout(chunks, options)) {
    if (item === 'sensor') sensor++;
    else if (item === 'other') other++;
    else if (item.kind === 'reading') readings.push(item.reading);
    else {
      damaged++;
      keep(problems, item.problem);
    }
  }
  const records = readings.length + damaged + sensor + other;
  const counts = { records, readings: readings.length, sensor, other, damaged };
  return { readings, problems, counts };
}
