import { closeSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { HistoryLine } from '../../conformance/history/lines.ts';
import { withChecksum } from '../../conformance/history/checksum.ts';
import { benchHistory } from './history.ts';
import type { Expected } from './stimuli.ts';

const BLOCK = 4 * 1024 * 1024;

/** What a written history holds, and what has to come of it. */
export interface Written extends Expected {
  readonly lines: number;
  readonly bytes: number;
}

/** Writes a benchmark history of about `events` lines, a block at a time. `change` makes another line of one, or none. */
export const writeHistory = (
  path: string,
  events: number,
  change: (line: HistoryLine) => HistoryLine | undefined = (line) => line,
): Written => {
  const file = openSync(path, 'w');
  const expected: Expected = { readings: 0, items: 0 };
  let [lines, bytes, crc, block] = [0, 0, 0, ''];
  const flush = (): void => {
    bytes += writeSync(file, block);
    crc = crc32(block, crc);
    block = '';
  };
  for (const made of benchHistory(events, expected)) {
    const line = change(made);
    if (line === undefined) continue;
    lines++;
    const text = JSON.stringify(line);
    if (line.kind === 'end') {
      flush();
      block = `${withChecksum(text, crc).text}\n`;
    } else block += `${text}\n`;
    if (block.length > BLOCK) flush();
  }
  flush();
  closeSync(file);
  return { ...expected, lines, bytes };
};
