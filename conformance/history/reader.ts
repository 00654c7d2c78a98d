import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { InputProblem } from '../../contract/input-problem.ts';
import type { HistoryLine } from './lines.ts';
import { LineParser, type ParseOptions } from './parse-line.ts';
import { LineSplitter, type TextLine } from './split-lines.ts';

const CHUNK_BYTES = 1024 * 1024;

const unreadable = (path: string, error: unknown): InputProblem =>
  new InputProblem(
    `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    { file: path },
    'the history.ndjson of a run',
  );

/** Makes something of every line of a history, in their order. */
export interface Reading<L> {
  /** Undefined: nothing comes of this line. */
  parse(source: TextLine): L | undefined;
  /** Called at the end of the file. */
  finish(): void;
}

/** The bytes of a file, a chunk at a time; a chunk holds until the next one is asked for. */
async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  const file = await open(path);
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/**
 * What `reading` makes of the lines of a history, streamed, in batches of what one chunk of the file held. Throws
 * InputProblem for a file that cannot be read. `onBytes` is told how much was read so far.
 */
export async function* readBatches<L>(
  path: string,
  reading: Reading<L>,
  {
    onBytes,
    sums = true,
    chunks = chunksOf(path),
  }: {
    readonly onBytes?: ((bytes: number) => void) | undefined;
    readonly sums?: boolean;
    /** Where its bytes come from; unsaid: the file, as far as it goes now. */
    readonly chunks?: AsyncGenerator<Buffer>;
  } = {},
): AsyncGenerator<readonly L[]> {
  const splitter = new LineSplitter(path, { sums });
  let bytes = 0;
  try {
    for (;;) {
      let next: IteratorResult<Buffer>;
      try {
        next = await (chunks as AsyncIterator<Buffer>).next();
      } catch (error) {
        throw unreadable(path, error);
      }
      const lines: L[] = [];
      for (const text of next.done === true ? splitter.end() : splitter.push(next.value)) {
        const line = reading.parse(text);
        if (line !== undefined) lines.push(line);
      }
      if (lines.length > 0) yield lines;
      if (next.done === true) break;
      bytes += next.value.length;
      onBytes?.(bytes);
    }
  } finally {
    await chunks.return(undefined);
  }
  reading.finish();
}

/**
 * The lines of a history, streamed. Throws InputProblem with file, line, field and what was expected on the first
 * damage. A torn last line is left out: such a history has no `end`, which says the same.
 */
export const readHistoryBatches = (path: string, options: ParseOptions = {}): AsyncGenerator<readonly HistoryLine[]> =>
  readBatches(path, new LineParser(path, options));

/** The same, line by line. */
export async function* readHistory(path: string, options: ParseOptions = {}): AsyncGenerator<HistoryLine> {
  for await (const lines of readHistoryBatches(path, options)) yield* lines;
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
  const lines: HistoryLine[] = [];
  for (const part of [splitter.push(bytes), splitter.end()])
    for (const text of part) {
      const line = parser.parse(text);
      if (line !== undefined) lines.push(line);
    }
  parser.finish();
  return lines;
};
