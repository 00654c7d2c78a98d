import { InputProblem } from '../../contract/input-problem.ts';
import type { TextChunks } from './import-result.ts';

/** One element of a list, as its text; `text` is undefined where it is longer than any record. */
export interface JsonElement {
  /** Where it begins. Counts from 1. */
  readonly line: number;
  readonly text: string | undefined;
}

const MAX_CHARACTERS = 256 * 1024;
const EXPECTED = 'a JSON list of records, or one record a line';

/** Cuts text into elements, character by character, holding one at most. */
class Splitter {
  readonly #file: string;
  #line = 1;
  #root: 'unknown' | 'list' | 'lines' | 'closed' = 'unknown';
  #depth = 0;
  #inText = false;
  #afterBackslash = false;
  /** Of the element that is open: where it began, and what of it has come. */
  #began = 0;
  #length = 0;
  #pieces: string[] = [];
  #afterComma = false;
  /** How far the line is indented; -1 behind the first character in it that is no blank. */
  #indent = 0;
  /** The same of the line that the open element begins; -1 where it stands in the middle of one. */
  #ownIndent = -1;
  /** The character before in the open element, blanks and text left out. */
  #before = 0;
  /** The line that is no record and is open, and the latest with no record behind it. */
  #isOther = false;
  #latestOther = 0;

  constructor(file: string) {
    this.#file = file;
  }

  #fail(what: string, line = this.#line): never {
    throw new InputProblem(what, { file: this.#file, line }, EXPECTED, {
      advice: 'fetch the file anew, whole and as JSON',
    });
  }

  #take(piece: string): void {
    this.#length += piece.length;
    if (this.#length <= MAX_CHARACTERS) this.#pieces.push(piece);
    else this.#pieces = [];
  }

  #close(): JsonElement {
    const text = this.#length > MAX_CHARACTERS ? undefined : this.#pieces.join('').trimEnd();
    const element = { line: this.#began, text };
    this.#pieces = [];
    this.#length = 0;
    this.#began = 0;
    return element;
  }

  *split(chunk: string): Generator<JsonElement> {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at);
      if (code === NEWLINE) this.#line++;
      if (this.#isCutBefore(code)) {
        this.#take(chunk.slice(from, at));
        yield this.#close();
        this.#depth = 0;
      }
      const indent = this.#indent;
      this.#indent = code === NEWLINE ? 0 : code > BLANK || indent === -1 ? -1 : indent + 1;
      if (this.#began === 0) {
        if (code <= BLANK || code === BYTE_ORDER_MARK || !this.#begins(code)) continue;
        from = at;
        this.#began = this.#line;
        this.#ownIndent = indent;
      }
      const ended = this.#goesOn(code);
      if (ended === 'no') continue;
      this.#take(chunk.slice(from, ended === 'with' ? at + 1 : at));
      yield this.#close();
      if (ended === 'before' && code === CLOSE_LIST) this.#root = 'closed';
      this.#afterComma = ended === 'before' && code === COMMA;
    }
    if (this.#began > 0) this.#take(chunk.slice(from));
  }

  /** Between elements: whether this character begins one. */
  #begins(code: number): boolean {
    if (this.#root === 'closed') this.#fail('there is more after the end of the list');
    if (this.#root === 'unknown') {
      if (code !== OPEN_LIST && code !== OPEN_OBJECT) this.#fail('this is not JSON');
      this.#root = code === OPEN_LIST ? 'list' : 'lines';
      if (code === OPEN_LIST) return false;
    } else if (this.#root === 'list' && code === CLOSE_LIST && !this.#afterComma) {
      this.#root = 'closed';
      return false;
    } else if (this.#root === 'lines' && code === COMMA) return false;
    this.#isOther = this.#root === 'lines' && code !== OPEN_OBJECT;
    this.#latestOther = this.#isOther ? this.#line : 0;
    return true;
  }

  /**
   * Whether the open element lacks its end, and another begins with this character: a brace that begins a line as deep as the element
   * began its own, where none may follow. What is cut off costs one record then, and not the file.
   */
  #isCutBefore(code: number): boolean {
    if (code !== OPEN_OBJECT || this.#depth === 0 || this.#inText || this.#indent === -1) return false;
    const mayFollow =
      this.#before === OPEN_LIST || this.#before === COLON || (this.#before === COMMA && this.#depth > 1);
    return this.#indent === this.#ownIndent && !mayFollow;
  }

  /** Inside an element: whether it ends before this character, with it, or not yet. */
  #goesOn(code: number): 'no' | 'before' | 'with' {
    if (this.#isOther) return code === NEWLINE ? 'before' : 'no';
    if (this.#inText) {
      // No text goes over a line: one that does has lost its quote, and would take in all that follows.
      if (code === NEWLINE) this.#inText = this.#afterBackslash = false;
      else if (this.#afterBackslash) this.#afterBackslash = false;
      else if (code === BACKSLASH) this.#afterBackslash = true;
      else if (code === QUOTE) this.#inText = false;
      return 'no';
    }
    if (code > BLANK) this.#before = code;
    if (code === QUOTE) this.#inText = true;
    else if (code === OPEN_OBJECT || code === OPEN_LIST) this.#depth++;
    else if (this.#depth === 0 && this.#root === 'list' && (code === COMMA || code === CLOSE_LIST)) return 'before';
    else if ((code === CLOSE_OBJECT || code === CLOSE_LIST) && this.#depth > 0) {
      this.#depth--;
      if (this.#depth === 0 && this.#root === 'lines') return 'with';
    }
    return 'no';
  }

  /** The file is over. */
  end(): void {
    if (this.#root === 'unknown') this.#fail('the file is empty');
    if (this.#latestOther > 0) this.#fail('this is not a record', this.#latestOther);
    if (this.#began > 0) this.#fail(`the file ends inside the record that begins in line ${this.#began}`);
    if (this.#root === 'list') this.#fail('the file ends before its list does');
  }
}

const NEWLINE = 0x0a;
const BLANK = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * The elements of a JSON list, or of objects one after the other, without holding more than one. An element is not looked
 * into: that it is JSON is for its reader to find; among objects, so is a line that is none. Throws an InputProblem with the line where the file is no list of records, or is cut off.
 */
export async function* jsonElements(chunks: TextChunks, file: string): AsyncGenerator<JsonElement> {
  const splitter = new Splitter(file);
  for await (const chunk of chunks) yield* splitter.split(chunk);
  splitter.end();
}
