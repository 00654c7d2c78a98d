import type { Identifier } from '../../../contract/domain/index.ts';
import type { HistoryLine, Mono } from '../../history/lines.ts';
import { LineParser } from '../../history/parse-line.ts';
import type { TextLine } from '../../history/split-lines.ts';
import { glanceAt, type Glance } from './glance.ts';
import { keyHash } from './key-hash.ts';
import { Others, type Piece } from './others.ts';

/** A line that another judge reads. `sent` and `wall`: of an operation. `until`: the latest instant that it tells of. */
export interface Passed {
  readonly kind: 'passed';
  readonly sent?: Mono;
  readonly wall?: string;
  readonly until: Mono;
}

/**
 * The history cannot be judged in parts: what was read at a glance is not what the line says (its members stand twice, or
 * in another place), or it is of a sender, whose phones are judged by one alone.
 */
export class Unreliable extends Error {}

const passedOf = (glance: Glance): Passed =>
  glance.kind === 'op'
    ? { kind: 'passed', sent: glance.sent, wall: glance.wall, until: glance.settled }
    : { kind: 'passed', until: glance.by };

const isHash = (id: Identifier | undefined, hash: number | undefined): boolean =>
  id === undefined ? hash === undefined : keyHash(id) === hash;

const isTrue = (glance: Glance, line: HistoryLine): boolean => {
  if (line.kind !== glance.kind) return false;
  if (glance.kind === 'seen') {
    if (line.kind !== 'seen') return false;
    const { identifier, patient, reading } = line.item;
    return (
      line.by === glance.by &&
      isHash(identifier, glance.item) &&
      isHash(patient, glance.patient) &&
      isHash(reading, glance.reading)
    );
  }
  return (
    line.kind === 'op' &&
    line.act.op === 'reading.submit' &&
    line.sent === glance.sent &&
    line.settled === glance.settled &&
    line.wall === glance.wall &&
    isHash(line.act.reading.identifier, glance.reading) &&
    isHash(line.act.reading.patient, glance.patient)
  );
};

/**
 * Reads the lines of some of a history's patients, with those that are about no patient, and goes by what is another's:
 * of a hundred lines of a long history all but a few are of one patient. Every line is held to the form by whoever
 * reads it, and by at least one. Throws InputProblem as LineParser does, and Unreliable.
 */
export class ShareParser {
  readonly others = new Others();
  readonly #lines: LineParser;
  readonly #isOwn: (patientHash: number) => boolean;

  constructor(file: string, isOwn: (patientHash: number) => boolean) {
    this.#lines = new LineParser(file, { wire: false });
    this.#isOwn = isOwn;
  }

  parse(source: TextLine): HistoryLine | Passed | undefined {
    const glance = source.ascii && source.whole && !source.escaped ? glanceAt(source) : undefined;
    if (glance !== undefined && !this.#isOwn(glance.patient) && this.#lines.pass(glance.seq)) {
      this.others.theirs(glance, { at: source.at, length: source.to - source.from });
      return passedOf(glance);
    }
    const line = this.#lines.parse(source);
    if (line === undefined) return undefined;
    if (line.kind === 'run' && line.role === 'sender') throw new Unreliable('a history of a sender');
    if (glance === undefined) this.others.own(line);
    else {
      if (!this.#lines.isPlain && !isTrue(glance, line)) throw new Unreliable(`line ${source.number}`);
      this.others.ownAt(glance);
    }
    return line;
  }

  finish(): void {
    this.#lines.finish();
  }

  /** The lines that were gone by and are about a reading or an item of these patients all the same. */
  after(bytesAt: (piece: Piece) => Buffer): HistoryLine[] {
    return this.others.concerning((piece) => {
      const place = { bytes: bytesAt(piece), from: 0, to: piece.length, at: piece.at };
      return this.#lines.passed({ ...place, number: 0, whole: true, ascii: true, escaped: false });
    });
  }
}
