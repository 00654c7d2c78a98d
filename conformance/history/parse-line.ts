import type { z } from 'zod';
import { InputProblem } from '../../contract/input-problem.ts';
import { pathText } from '../../contract/yaml/path-text.ts';
import { acceptsOf } from './accepts.ts';
import { checksumOf } from './checksum.ts';
import { ReadingLines } from './hot/reading-lines.ts';
import { SightingLines } from './hot/sighting-lines.ts';
import { Shared } from './hot/shared.ts';
import { importerOf, READABLE, type Importer } from './import/index.ts';
import { backwards } from './instants.ts';
import { Act, HISTORY_FORMAT, HistoryLine } from './lines.ts';
import { share } from './share.ts';
import { textOf, type TextLine } from './split-lines.ts';

const KINDS = 'run, op, seen, arrived, fault, canary or end';

const OPERATIONS = Act.options.map((option) => option.shape.op.value);

const SEEN = '{"kind":"seen"';

const accepts = acceptsOf(HistoryLine);

/** The issue that lies deepest is the one that says where the line is wrong. */
const deepest = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined =>
  issues.toSorted((a, b) => b.path.length - a.path.length)[0];

/** A line of its own: one that a member was deleted from would be held as a hash table, at twice the size. */
const withoutWire = (line: HistoryLine): HistoryLine => {
  if (!('wire' in line) || line.wire === undefined) return line;
  const { wire, ...rest } = line;
  return wire === undefined ? line : rest;
};

export interface ParseOptions {
  /** With the names of wire bytes, which reports show and no verdict rests on. Unsaid: yes. */
  readonly wire?: boolean;
}

/**
 * Reads the lines of one history in order and holds them to the form: `run` first and once, `seq` rising by one,
 * instants in order, nothing after `end`. Every damage is an InputProblem with file, line and field. Lines share what
 * many of them hold (identifiers, lanes): they are for reading, not for changing.
 */
export class LineParser {
  #seq = 0;
  #begun = false;
  #ended = false;
  #old: Importer | undefined;
  #quick = false;
  readonly #file: string;
  readonly #wire: boolean;
  readonly #shared = new Shared();
  readonly #readings = new ReadingLines(this.#shared);
  readonly #sightings = new SightingLines(this.#shared);

  constructor(file: string, { wire = true }: ParseOptions = {}) {
    this.#file = file;
    this.#wire = wire;
  }

  /** Undefined for the torn last line of a run that was cut off while writing it. */
  parse(source: TextLine): HistoryLine | undefined {
    if (this.#ended) throw this.#problem(source, 'a line after the end', 'nothing after the line of kind "end"');
    const hot = source.ascii && this.#begun && this.#old === undefined;
    const quick = hot ? this.#hot(textOf(source)) : undefined;
    this.#quick = quick !== undefined;
    const line = quick ?? this.#parsed(source);
    if (line === undefined) return undefined;
    this.#inOrder(line, source);
    this.#begun = true;
    return line;
  }

  /** The last line was written as a run writes it, to the letter. */
  get isPlain(): boolean {
    return this.#quick;
  }

  /**
   * Goes by a line that somebody else reads and holds to the form. False: it has to be parsed, because it is the first
   * one, or of an older format, or not the next one by its number.
   */
  pass(seq: number): boolean {
    if (!this.#begun || this.#ended || this.#old !== undefined || seq !== this.#seq + 1) return false;
    this.#seq = seq;
    return true;
  }

  /** A line that was gone by, read after all: its form alone is looked at. */
  passed(source: TextLine): HistoryLine | undefined {
    return this.#parsed(source);
  }

  /** Called at the end of the file. */
  finish(): void {
    if (!this.#begun)
      throw new InputProblem('the history is empty', { file: this.#file, line: 1 }, 'a line of kind "run" first');
  }

  #parsed(source: TextLine): HistoryLine | undefined {
    const read = this.#json(source);
    if (read === undefined) return undefined;
    this.#expectKind(read, source);
    const place = { file: this.#file, line: source.number };
    const raw = this.#old === undefined ? read : this.#old(read as Readonly<Record<string, unknown>>, place);
    const line = accepts(raw) ? (raw as HistoryLine) : this.#bySchema(raw, source);
    share(line, this.#shared);
    return this.#wire ? line : withoutWire(line);
  }

  #hot(text: string): HistoryLine | undefined {
    return text.startsWith(SEEN) ? this.#sightings.read(text, this.#wire) : this.#readings.read(text, this.#wire);
  }

  #json(source: TextLine): unknown {
    try {
      return JSON.parse(textOf(source)) as unknown;
    } catch {
      if (!source.whole && this.#begun) return undefined;
      throw this.#problem(source, 'not JSON', 'one JSON object a line');
    }
  }

  #expectKind(raw: unknown, source: TextLine): void {
    const { kind, format } = (raw ?? {}) as { readonly kind?: unknown; readonly format?: unknown };
    if (this.#begun) {
      if (kind === 'run') throw this.#problem(source, 'a second run line', 'one run in a history', 'kind');
      return;
    }
    if (kind !== 'run')
      throw this.#problem(source, 'the history does not begin with its run', 'a line of kind "run" first', 'kind');
    const importer = importerOf(format);
    if (importer === undefined)
      throw this.#problem(
        source,
        `this history has format ${JSON.stringify(format)}`,
        `format ${READABLE.join(' or ')}: no other can be read by this version`,
        'format',
      );
    if (format !== HISTORY_FORMAT) this.#old = importer;
  }

  /** Throws with what is wrong; gives the line where the schema fills something in. */
  #bySchema(raw: unknown, source: TextLine): HistoryLine {
    const parsed = HistoryLine.safeParse(raw);
    if (parsed.success) return parsed.data;
    const issue = deepest(parsed.error.issues);
    const path = pathText(issue?.path ?? []);
    const { kind, act } = (raw ?? {}) as { readonly kind?: unknown; readonly act?: { readonly op?: unknown } };
    if (path === 'kind') throw this.#problem(source, `unknown kind ${JSON.stringify(kind)}`, KINDS, path);
    if (path === 'act.op')
      throw this.#problem(source, `unknown operation ${JSON.stringify(act?.op)}`, OPERATIONS.join(', '), path);
    throw this.#problem(source, 'the line does not fit the format', issue?.message ?? 'a history line', path);
  }

  #inOrder(line: HistoryLine, source: TextLine): void {
    if (line.kind === 'run') return;
    if (line.seq !== this.#seq + 1)
      throw this.#problem(source, `seq is ${line.seq}`, `seq ${this.#seq + 1}: no line may be lost`, 'seq');
    this.#seq = line.seq;
    const wrong = backwards(line);
    if (wrong !== undefined)
      throw this.#problem(
        source,
        `${wrong.field} is ${wrong.value}, before ${wrong.after}`,
        `${wrong.least} or later: time runs forwards`,
        wrong.field,
      );
    if (line.kind !== 'end') return;
    this.#ended = true;
    const { crc32 } = line;
    if (crc32 === undefined || source.crc === undefined) return;
    const counted = checksumOf(textOf(source), source.crc);
    if (counted !== crc32)
      throw this.#problem(
        source,
        `the checksum of this history is ${counted}`,
        `${crc32}, as its end line says: a line before was changed after the run`,
        'crc32',
      );
  }

  #problem({ number }: TextLine, what: string, expected: string, path?: string): InputProblem {
    const place = { file: this.#file, line: number, ...(path === undefined || path === '' ? {} : { path }) };
    return new InputProblem(what, place, expected);
  }
}
