import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InputProblem } from '../../contract/input-problem.ts';
import { HistoryBuilder, makeItem } from '../oracle/history-builder.test-helper.ts';
import type { HistoryLine } from './lines.ts';
import { LineParser } from './parse-line.ts';
import { LineSplitter } from './split-lines.ts';
import { openHistory } from './writer.ts';

/** A small history as the writer writes it, with every kind of line, as bytes. */
export const storedBytes = async (): Promise<Buffer> => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.grant();
  const high = b.reading({ name: 'r1', value: '212.0', device: 'meter' });
  b.wait(50);
  b.seen(makeItem(high, order, 'i1'));
  b.reading({ name: 'r2', value: 'HI' });
  b.look({ items: ['x'] });
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-stored-'));
  const writer = openHistory(folder);
  for (const line of b.lines)
    if (line.kind === 'run') {
      const { kind: _kind, format: _format, ...body } = line;
      writer.run(body);
    } else if (line.kind === 'op') writer.op(line);
    else if (line.kind === 'seen') writer.seen(line);
  writer.fault({ fault: 'killed: Müller, ☂', from: 40, until: 50 });
  writer.end({ at: 90_000_000, lag: 1, skipped: [] });
  await writer.close();
  const bytes = readFileSync(writer.path);
  rmSync(folder, { recursive: true });
  return bytes;
};

/** What became of reading these bytes, in chunks of `chunk` bytes. */
export const readBytes = (bytes: Buffer, chunk = bytes.length): HistoryLine[] | InputProblem => {
  const splitter = new LineSplitter('h.ndjson');
  const parser = new LineParser('h.ndjson');
  const lines: (HistoryLine | undefined)[] = [];
  try {
    for (let at = 0; at < bytes.length; at += chunk)
      for (const text of splitter.push(bytes.subarray(at, at + chunk))) lines.push(parser.parse(text));
    for (const text of splitter.end()) lines.push(parser.parse(text));
    parser.finish();
  } catch (error) {
    if (error instanceof InputProblem) return error;
    throw error;
  }
  return lines.filter((line) => line !== undefined);
};
