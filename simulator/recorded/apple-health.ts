import { SaxesParser } from 'saxes';
import { keyOf, type Identifier, type Reading } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { SYNC_IDENTIFIER_SYSTEM } from '../../contract/wire/healthkit/vocabulary.ts';
import { MEASURE_OF_TYPE, readAppleRecord, type AppleRecord } from './apple-health-record.ts';
import {
  importProblem,
  keep,
  MAX_READINGS,
  placeNames,
  type ImportProblem,
  type Recorded,
  type TextChunks,
} from './import-result.ts';

export interface AppleHealthOptions {
  /** Name of the file, for messages and for identifiers of records that have none. */
  readonly file: string;
  readonly patient: Identifier;
}

export interface AppleHealthCounts {
  /** `<Record>` elements of any type: `readings + other + damaged`. */
  readonly records: number;
  readonly readings: number;
  /** Types that are not tracked here, such as steps. */
  readonly other: number;
  readonly damaged: number;
}

export interface AppleHealthImport {
  readonly readings: readonly Reading[];
  readonly problems: readonly ImportProblem[];
  readonly counts: AppleHealthCounts;
}

const ROOT = 'HealthData';
const RECORD = 'Record';
const MAX_METADATA_ENTRIES = 200;
const MAX_IDENTIFIER = 255;
/** Text between two tags, or inside one, is held in memory; an export has lines of some hundred characters. */
const MAX_CHARACTERS_WITHOUT_TAG = 16 * 1024 * 1024;

/**
 * Control characters, which XML has no place for. Phones with iOS 16 wrote U+000B as it stood in the name of a device, one of which
 * would make the whole export unreadable.
 */
// oxlint-disable-next-line no-control-regex -- control characters are what this expression is about
const CONTROLS = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/g;
const REPLACEMENT = '\uFFFD';

interface OpenRecord {
  readonly line: number;
  readonly place: string;
  attributes: Record<string, string>;
  readonly metadata: Record<string, string>;
}

/** Collects records from parser events; `take` gives those that closed since. */
function recordCollector(file: string) {
  const parser = new SaxesParser({ fileName: file, xmlns: false });
  let depth = 0;
  let sinceTag = 0;
  let startLine = 1;
  const placeOf = placeNames();
  let open: OpenRecord | undefined;
  let closed: AppleRecord[] = [];
  parser.on('error', (error) => {
    const what = error.message.replace(/^.*?\d+:\d+: /, '');
    throw new InputProblem(
      `the XML is broken: ${what}`,
      { file, line: parser.line },
      'a whole Apple Health export.xml',
      { advice: 'export the data again, or repair the line' },
    );
  });
  parser.on('opentagstart', () => {
    startLine = parser.line;
    sinceTag = 0;
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (depth === 0 && name !== ROOT) {
      throw new InputProblem(
        `the root element is ${name}`,
        { file, line: startLine },
        `${ROOT}, an Apple Health export.xml`,
      );
    }
    depth++;
    if (name === RECORD && open === undefined)
      open = { line: startLine, place: placeOf(startLine), attributes, metadata: {} };
    else if (name === 'MetadataEntry' && open !== undefined) {
      const { key, value } = attributes;
      const full = Object.keys(open.metadata).length >= MAX_METADATA_ENTRIES;
      if (key !== undefined && value !== undefined && !full) open.metadata[key] = value;
    }
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    sinceTag = 0;
    if (name === RECORD && open !== undefined) {
      closed.push(open);
      open = undefined;
    }
  });
  return {
    write: (text: string): void => {
      sinceTag += text.length;
      parser.write(text.replace(CONTROLS, REPLACEMENT));
      if (sinceTag <= MAX_CHARACTERS_WITHOUT_TAG) return;
      throw new InputProblem('no tag in 16 MB of text', { file, line: parser.line }, 'a whole Apple Health export.xml');
    },
    close: (): void => void parser.close(),
    take: (): AppleRecord[] => {
      const taken = closed;
      closed = [];
      return taken;
    },
  };
}

/** Where an identifier was seen first, and in what: a type of records of one app. */
interface Seen {
  readonly line: number;
  readonly realm: string;
}

const realmOf = ({ attributes }: AppleRecord): string =>
  `${attributes['type'] ?? ''} of ${attributes['sourceName']?.slice(0, MAX_IDENTIFIER) ?? ''}`;

/** The same text in another realm is of another sample, so the realm is told with it. */
const inRealm = ({ system, value }: Identifier, realm: string): Identifier => ({ system, value: `${value} ${realm}` });

/**
 * Reads an Apple Health `export.xml` piece by piece: a reading or a problem for each glucose or weight
 * record, `'other'` for each record of another type. Holds one piece and the identifiers seen.
 * Records that repeat an identifier are problems: a replaced record is not exported twice. Two apps, and two types,
 * may use one sync identifier for different things, so there it is no repetition. Throws an InputProblem with the line when the
 * XML is broken or is no export; what was yielded before stands.
 */
export async function* readAppleHealth(
  chunks: TextChunks,
  options: AppleHealthOptions,
): AsyncGenerator<Recorded | 'other'> {
  const collector = recordCollector(options.file);
  const seen = new Map<string, Seen>();
  const realms = new Map<string, string>();
  const outcome = (record: AppleRecord): Recorded | 'other' => {
    const type = record.attributes['type'];
    const measure = type !== undefined && Object.hasOwn(MEASURE_OF_TYPE, type) ? MEASURE_OF_TYPE[type] : undefined;
    const { line } = record;
    const damaged = (why: string): Recorded => ({
      kind: 'problem',
      problem: importProblem(line, JSON.stringify(record.attributes), why),
    });
    if (type === undefined) return damaged('the record has no type');
    if (measure === undefined) return 'other';
    const reading = readAppleRecord(record, measure, options.file, options.patient);
    if (typeof reading === 'string') return damaged(reading);
    const told = realmOf(record);
    // One text for all records of a realm, because it is held for each of them.
    const realm = realms.get(told) ?? told;
    realms.set(realm, realm);
    const other = seen.get(keyOf(reading.identifier));
    // What names a system of its own is of everybody.
    const isShared =
      reading.identifier.system === SYNC_IDENTIFIER_SYSTEM && other !== undefined && other.realm !== realm;
    const identifier = isShared ? inRealm(reading.identifier, realm) : reading.identifier;
    if (identifier.value.length > MAX_IDENTIFIER)
      return damaged(`the identifier is longer than ${MAX_IDENTIFIER} characters`);
    const key = keyOf(identifier);
    const first = seen.get(key);
    if (first !== undefined) return damaged(`repeats the identifier of line ${first.line}`);
    if (seen.size >= MAX_READINGS) {
      throw new InputProblem('too many readings', { file: options.file, line }, `at most ${MAX_READINGS}`);
    }
    seen.set(key, { line, realm });
    return { kind: 'reading', line, reading: isShared ? { ...reading, identifier } : reading };
  };
  for await (const chunk of chunks) {
    collector.write(chunk);
    yield* collector.take().map(outcome);
  }
  collector.close();
  yield* collector.take().map(outcome);
}

/** Imports a whole export. Throws as `readAppleHealth` does, and then imports nothing. */
export async function importAppleHealth(chunks: TextChunks, options: AppleHealthOptions): Promise<AppleHealthImport> {
  const readings: Reading[] = [];
  const problems: ImportProblem[] = [];
  let [other, damaged] = [0, 0];
  for await (const item of readAppleHealth(chunks, options)) {
    if (item === 'other') other++;
    else if (item.kind === 'reading') readings.push(item.reading);
    else {
      damaged++;
      keep(problems, item.problem);
    }
  }
  const records = readings.length + damaged + other;
  return { readings, problems, counts: { records, readings: readings.length, other, damaged } };
}
