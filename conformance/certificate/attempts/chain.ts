import { InputProblem } from '../../../contract/input-problem.ts';
import { readStrict } from '../strict-json.ts';
import { Entry, hashOf } from './entry.ts';

const MAX_LINES = 20_000;

/** The end of a log: the hash of its last line, and how many lines it has. */
export interface Head {
  readonly hash: string;
  readonly count: number;
}

/** `HASH@COUNT`. */
export const headText = ({ hash, count }: Head): string => `${hash}@${count}`;

export const headOf = (entries: readonly Entry[]): Head => {
  const last = entries.at(-1);
  return { hash: last === undefined ? '' : hashOf(last), count: entries.length };
};

const broken = (file: string, line: number, what: string): InputProblem =>
  new InputProblem(what, { file, line }, 'a log in which every line follows from the one before', {
    advice: 'a log of attempts is only ever added to; without all of it no attempt can be certified',
  });

/** Throws InputProblem where a line does not follow: one is missing, was changed, or stands in another place. */
const follow = (entries: readonly Entry[], file: string): void => {
  let attempts = 0;
  const ended = new Set<number>();
  for (const [i, entry] of entries.entries()) {
    const before = entries[i - 1];
    if (before === undefined || entry.kind === 'log') {
      if (entry.kind !== 'log' || i > 0)
        throw broken(file, i + 1, 'the first line, and no other, says whose log this is');
      continue;
    }
    if (entry.previous !== hashOf(before))
      throw broken(file, i + 1, 'the line before this one is missing or was changed');
    if (entry.kind === 'begun') {
      if (entry.attempt !== attempts + 1) throw broken(file, i + 1, `attempt ${attempts + 1} is missing`);
      attempts += 1;
    } else if (entry.attempt > attempts || ended.has(entry.attempt))
      throw broken(file, i + 1, `attempt ${entry.attempt} cannot end here`);
    else ended.add(entry.attempt);
  }
};

/** The entries of a log. Throws InputProblem with the line where anything is missing, changed or out of place. */
export const readChain = (bytes: Uint8Array, file: string): readonly Entry[] => {
  const text = Buffer.from(bytes);
  if (text.length === 0 || text.at(-1) !== 0x0a) throw broken(file, 1, 'the log is cut short');
  const lines: Buffer[] = [];
  for (let from = 0; from < text.length;) {
    const to = text.indexOf(0x0a, from);
    lines.push(text.subarray(from, to));
    from = to + 1;
    if (lines.length > MAX_LINES) throw broken(file, MAX_LINES, `it has more than ${MAX_LINES} lines`);
  }
  const entries = lines.map((line, i) => {
    try {
      return readStrict(line, file, Entry);
    } catch (error) {
      throw error instanceof InputProblem ? broken(file, i + 1, error.message) : error;
    }
  });
  follow(entries, file);
  return entries;
};
