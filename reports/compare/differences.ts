import type { RunView } from './run-view.ts';

/** Something that two runs have not in common, so that what changed may come from it. */
export interface Difference {
  readonly what: string;
  readonly before: string;
  readonly now: string;
  /** What a reader has to hear first: other draws, another law, another system, another claim. */
  readonly isGrave: boolean;
}

/** Of a hash, to tell one catalogue from another. */
const HASH_LETTERS = 12;
/** Requirements named one by one. */
const NAMED = 12;

const listed = (values: readonly string[] | undefined): string | undefined =>
  values === undefined ? undefined : [...values].toSorted().join(', ');

const pairs = (record: object | undefined): string | undefined =>
  record === undefined
    ? undefined
    : Object.entries(record)
        .map(([name, value]) => `${name} ${String(value)}`)
        .toSorted()
        .join(', ');

/** What a run was, by name: what it is compared by. `grave` as in Difference. */
const FACTS: readonly (readonly [string, 'grave' | 'minor', (view: RunView) => string | undefined])[] = [
  ['system under test', 'grave', ({ verdicts }) => verdicts.sut.name],
  ['version of the system', 'minor', ({ verdicts }) => verdicts.sut.version],
  ['role', 'grave', ({ run }) => (run === undefined ? undefined : (run.role ?? 'receiver'))],
  ['catalogue it was recorded with', 'grave', ({ run }) => run?.catalogue.slice(0, HASH_LETTERS)],
  ['seed', 'grave', ({ run }) => (run === undefined ? undefined : String(run.seed))],
  ['what is claimed', 'grave', ({ run }) => listed(run?.scope)],
  ['what it set out to judge', 'grave', ({ run }) => selectedText(run?.selected)],
  ['deadlines, ms', 'grave', ({ run }) => pairs(run?.deadlines)],
  ['policies', 'grave', ({ run }) => pairs(run?.policies)],
  ['optional rules', 'grave', ({ run }) => listed(run?.claims)],
  ['clock', 'minor', ({ run }) => run?.clock],
  ['harness', 'minor', ({ run }) => run?.harness],
  ['command', 'minor', ({ run }) => run?.command.join(' ')],
];

const selectedText = (selected: readonly string[] | undefined): string | undefined => {
  if (selected === undefined) return undefined;
  if (selected.length === 0) return 'whatever its scenarios exercise';
  const sorted = selected.toSorted();
  const more = sorted.length - NAMED;
  return `${sorted.length} requirements: ${sorted.slice(0, NAMED).join(' ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** The full list, because two long lists may begin alike. */
const isSame = (what: string, a: RunView, b: RunView, before: string, now: string): boolean =>
  what === 'what it set out to judge' ? listed(a.run?.selected) === listed(b.run?.selected) : before === now;

/** What two runs differ in, apart from what came of them; the graver ones first. */
export const differencesOf = (a: RunView, b: RunView): readonly Difference[] => {
  const all = FACTS.flatMap(([what, weight, of]): readonly Difference[] => {
    const [before, now] = [of(a) ?? 'not said', of(b) ?? 'not said'];
    return isSame(what, a, b, before, now) ? [] : [{ what, before, now, isGrave: weight === 'grave' }];
  });
  return [...all.filter((d) => d.isGrave), ...all.filter((d) => !d.isGrave)];
};
