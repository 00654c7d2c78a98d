import { createReadStream, readFileSync } from 'node:fs';
import { InputProblem } from '../../contract/input-problem.ts';
import type { HistoryLine } from './lines.ts';
import { LineParser } from './parse-line.ts';
import { LineSplitter } from './split-lines.ts';

const CHUNK_BYTES = 1024 * 1024;

const unreadable = (path: string, error: unknown): InputProblem =>
  new InputProblem(
    `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    { file: path },
    'the history.ndjson of a run',
  );

/**
 * The lines of a history, streamed. Throws InputProblem with file, line, field and what was
 * expected on the first damage. A torn last line is left out: such a history has no `end`, which
 * says the same.
 */
export async function* readHistory(path: string): AsyncGenerator<HistoryLine> {
  const splitter = new LineSplitter(path);
  const parser = new LineParser(path);
  const chunks = createReadStream(path, { highWaterMark: CHUNK_BYTES })[Symbol.asyncIterator]();
  for (;;) {
    let next: IteratorResult<Buffer>;
    try {
      next = await (chunks as AsyncIterator<Buffer>).next();
    } catch (error) {
      throw unreadable(path, error);
    }
    for (const text of next.done === true ? splitter.end() : splitter.push(next.value)) {
      const line = parser.parse(text);
      if (line !== undefined) yield line;
    }
    if (next.done === true) break;
  }
  parser.finish();
}

/** The same, all at once, for histories that fit memory. */
export const readHistorySync = (path: string): HistoryLine[] => {
  const splitter = new LineSplitter(path);
  const parser = new LineParser(path);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw unreadable(path, error);
  }
  const texts = [...splitter.push(bytes), ...splitter.end()];
  const lines = texts.map((text) => parser.parse(text)).filter((line) => line !== undefined);
  parser.finish();
  return lines;
};
