import { InputProblem } from '../../contract/input-problem.ts';

/** One line of a file. `whole`: a line feed ended it. */
export interface TextLine {
  readonly text: string;
  readonly number: number;
  readonly whole: boolean;
}

/** Longest line that is read; longer ones are no history. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

/** Splits chunks of UTF-8 into lines without ever holding more than one line and one chunk. */
export class LineSplitter {
  #held: Buffer[] = [];
  #size = 0;
  #number = 0;
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  *push(chunk: Buffer): Generator<TextLine> {
    let from = 0;
    for (let at = chunk.indexOf(10, from); at >= 0; at = chunk.indexOf(10, from)) {
      this.#hold(chunk.subarray(from, at));
      yield this.#take(true);
      from = at + 1;
    }
    this.#hold(chunk.subarray(from));
  }

  *end(): Generator<TextLine> {
    if (this.#size > 0) yield this.#take(false);
  }

  #hold(part: Buffer): void {
    this.#held.push(part);
    this.#size += part.length;
    if (this.#size > MAX_LINE_BYTES)
      throw new InputProblem(
        'the line is too long',
        { file: this.#file, line: this.#number + 1 },
        `at most ${MAX_LINE_BYTES} bytes in a line`,
      );
  }

  #take(whole: boolean): TextLine {
    const text = Buffer.concat(this.#held).toString('utf8');
    this.#held = [];
    this.#size = 0;
    this.#number++;
    return { text, number: this.#number, whole };
  }
}
