import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import type { InboxItem } from '../../contract/domain/index.ts';
import type { HistoryLine, SeenLine } from '../history/lines.ts';
import { caseHistory } from './case-history.test-helper.ts';
import { DECOY } from './history-builder.test-helper.ts';
import { findingsOf } from './judged.test-helper.ts';

/** Cases do not say which limit an item shows, why it lies where it does, nor when its reading was submitted, nor the worst of several; their items show neither. */
const UNSAID = /^(limit|limitFrom|submitted|routedAs): nothing, expected|^left out: worst, last$/;

const flawsIn = (observed: string): string[] =>
  observed
    .replace(/^item .*\(line \d+\); /, '')
    .split('; ')
    .filter((flaw) => !UNSAID.test(flaw));

const brokenBy = (lines: readonly HistoryLine[]): string[] =>
  findingsOf(lines, 'broken')
    .filter((f) => flawsIn(f.observed).length > 0)
    .map((f) => `${f.requirement}: ${f.expected}; ${f.observed}`);

/** One thing that an item says otherwise; undefined where it does not say such a thing. */
type Untruth = (item: InboxItem) => InboxItem | undefined;
const UNTRUTHS: Readonly<Record<string, Untruth>> = {
  'another recipient': (i) => ({ ...i, recipient: DECOY }),
  'late where it is not, or not where it is': (i) => (i.late === undefined ? undefined : { ...i, late: !i.late }),
  'another time': (i) => (i.effective === undefined ? undefined : { ...i, effective: '2001-01-01T00:00:00Z' }),
  'another value': (i) => (i.value === undefined ? undefined : { ...i, value: { value: '999', unit: i.value.unit } }),
  'another direction': (i) =>
    i.interpretation.length === 0 ? undefined : { ...i, interpretation: [i.interpretation.includes('N') ? 'H' : 'N'] },
  'another order': (i) => ({ ...i, order: { system: 'x', value: 'y' } }),
};

const isSeen = (line: HistoryLine): line is SeenLine => line.kind === 'seen';

/** What is seen last of each item about a reading that is left standing as it was raised. */
const standing = (lines: readonly HistoryLine[]): readonly InboxItem[] =>
  [...new Map(lines.filter(isSeen).map(({ item }) => [item.identifier.value, item])).values()].filter(
    ({ status, version, reading, copyOf }) =>
      status !== 'withdrawn' && version === 1 && reading !== undefined && copyOf === undefined,
  );

/** The same history where every version of the item says something otherwise; undefined where it says no such thing. */
const lying = (lines: readonly HistoryLine[], item: InboxItem, untruth: Untruth): HistoryLine[] | undefined =>
  untruth(item) === undefined
    ? undefined
    : lines.map((l) =>
        isSeen(l) && l.item.identifier.value === item.identifier.value ? { ...l, item: untruth(l.item) ?? l.item } : l,
      );

describe.each(loadCases().map((c) => [`${c.number} ${c.title}`, c] as const))('case %s', (_title, worked) => {
  const { lines } = caseHistory(worked);
  const untruths = Object.entries(UNTRUTHS);

  test('nothing is held against a system that does what the case says', () => {
    expect(brokenBy(lines)).toEqual([]);
  });
  test('but one whose item says something otherwise is found', () => {
    for (const [i, item] of standing(lines).entries()) {
      const [name, untruth] = untruths[(worked.number + i) % untruths.length] ?? [];
      const lie = untruth === undefined ? undefined : lying(lines, item, untruth);
      if (lie !== undefined) expect(brokenBy(lie), `${item.identifier.value} says ${name}`).not.toEqual([]);
    }
  });
});
