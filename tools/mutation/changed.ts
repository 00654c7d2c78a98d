import { spawnSync } from 'node:child_process';

/** What is mutated. The same as `mutate` in stryker.config.json. */
const MUTATED =
  /^conformance\/(oracle\/(?!requirements\/|explain\/).*|sight\/[^/]*|runner\/(inbox-reader|pass-of|item-log))\.ts$/;
const isMutated = (file: string): boolean => MUTATED.test(file) && !/\.test(-helper)?\.ts$/.test(file);

const git = (...args: string[]): string | undefined => {
  const child = spawnSync('git', args, { encoding: 'utf8' });
  return child.status === 0 ? child.stdout : undefined;
};

const baseOf = (asked: string | undefined): string => {
  const known = [asked, 'origin/HEAD', 'HEAD~1'].filter((name) => name !== undefined);
  const found = asked ?? known.find((name) => isOther(name));
  if (found === undefined || git('rev-parse', '--verify', '--quiet', `${found}^{commit}`) === undefined)
    throw new Error(
      `mutation: no commit ${known.join(' or ')} to compare with; name one: npm run mutation:changed -- BASE`,
    );
  return found;
};

/** A commit that exists and is not the one that is checked out. */
const isOther = (name: string): boolean => {
  const commit = git('rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  return commit !== undefined && commit !== git('rev-parse', 'HEAD');
};

/** Lines that are to be mutated. */
export interface Changed {
  /** What was compared with. */
  readonly against: string;
  /** Stryker's form: `file:from-to`. */
  readonly ranges: readonly string[];
  readonly lines: number;
}

/** `file:from-to` for every place that `git diff --unified=0` shows as added or changed in a mutated file. */
export const rangesIn = (diff: string): Pick<Changed, 'ranges' | 'lines'> => {
  let file = '';
  let lines = 0;
  const ranges: string[] = [];
  for (const line of diff.split('\n')) {
    if (line.startsWith('+++ ')) file = line.slice('+++ b/'.length);
    const [, from, count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (from === undefined || count === '0' || !isMutated(file)) continue;
    lines += Number(count);
    ranges.push(`${file}:${from}-${Number(from) + Number(count) - 1}`);
  }
  return { ranges, lines };
};

/**
 * What differs from a commit, what is not committed included.
 * Throws where there is no such commit (a clone of depth 1 has none): the message says what to name.
 */
export const changedLines = (asked: string | undefined): Changed => {
  const against = baseOf(asked);
  const diff = git('diff', '--unified=0', '--no-color', '--diff-filter=d', against, '--', 'conformance');
  if (diff === undefined) throw new Error(`mutation: git could not compare with ${against}`);
  return { against, ...rangesIn(diff) };
};
