import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import { canonicalJson } from '../verdict/canonical-json.ts';
import { judgePart } from './judge-part.ts';
import { type JudgedPart, verdictsTogether } from './judging.ts';

export const catalogue = loadCatalogue();

/** As a run writes it. */
export const textOf = (lines: readonly HistoryLine[]): string => lines.map((l) => `${JSON.stringify(l)}\n`).join('');

/** Lets `use` have a file with this text. */
export const withFile = async <T>(text: string, use: (path: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalproof-parts-'));
  try {
    const path = join(folder, 'history.ndjson');
    writeFileSync(path, text);
    return await use(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The verdicts on a file judged in so many parts, one after the other, each sent as from thread to thread. */
export const judgedIn = async (path: string, of: number): Promise<string> => {
  const parts: JudgedPart[] = [];
  for (let part = 0; part < of; part++) parts.push(structuredClone(await judgePart(path, { part, of })));
  const [first, ...more] = parts;
  if (first === undefined) throw new RangeError('no part');
  return canonicalJson(verdictsTogether([first, ...more], catalogue));
};

/** The same of lines, for each number of parts. */
export const eachJudged = (lines: readonly HistoryLine[], numbers: readonly number[]): Promise<string[]> =>
  withFile(textOf(lines), async (path) => {
    const all: string[] = [];
    for (const of of numbers) all.push(await judgedIn(path, of));
    return all;
  });
