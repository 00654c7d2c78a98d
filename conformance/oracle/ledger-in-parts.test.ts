import { describe, expect, test } from 'vitest';
import type { Report } from './finding.ts';
import { Ledger } from './ledger.ts';
import type { Rank } from './rank.ts';

/** Something that is found: when, of which requirement, and by which of two oracles that have a share each. */
interface Found {
  readonly rank: Rank;
  readonly by: 0 | 1;
  readonly requirement: string;
  readonly more: Partial<Report>;
}

const tell = (ledger: Ledger, { rank, requirement, more }: Found): void => {
  ledger.rank = rank;
  ledger.report(requirement, {
    lane: 'a/fhir',
    polarity: 'must',
    outcome: 'met',
    subject: {},
    expected: () => 'this',
    observed: () => `at ${rank}`,
    lines: [],
    ...more,
  });
};

/** What one ledger of all holds, and what two come to together, in either order. `all`: in the order of their ranks. */
const heldOf = (all: readonly Found[]) => {
  const [whole, first, second] = [new Ledger(), new Ledger(), new Ledger()];
  for (const found of all) {
    tell(whole, found);
    tell(found.by === 0 ? first : second, found);
  }
  return { whole, together: [Ledger.of([first, second]), Ledger.of([second, first])] };
};

const contents = ({ requirements, lanes, broken }: Ledger) => ({ requirements, lanes, broken });

/** Turn and turn about; the second oracle has what came first. */
const alternately = (many: number, requirement: string, more: Partial<Report>, rank: (i: number) => Rank): Found[] =>
  Array.from({ length: many }, (_, i) => ({ rank: rank(i), by: i % 2 === 0 ? 1 : 0, requirement, more }));

const SPLIT: Readonly<Record<string, readonly Found[]>> = {
  'a few of every outcome': [
    ...alternately(4, 'A', { outcome: 'broken' }, (i) => i + 1),
    ...alternately(3, 'A', { outcome: 'undecided', polarity: 'must-not' }, (i) => i + 9),
    ...alternately(3, 'A', { warning: 'tight', lane: 'b/hl7v2' }, (i) => `p|${i}`),
  ],
  'more than are kept': alternately(120, 'A', { outcome: 'broken' }, (i) => i + 1),
  'more reservations than are kept': alternately(120, 'A', { warning: 'tight' }, (i) => `p|${i + 100}`),
  'a requirement and a lane that one of them alone has': [
    { rank: 1, by: 0, requirement: 'A', more: { outcome: 'broken' } },
    { rank: 2, by: 1, requirement: 'B', more: { outcome: 'undecided', lane: 'b/hl7v2' } },
  ],
  'first ones that were met': (['must', 'must-not'] as const).flatMap((polarity, k) =>
    alternately(4, 'A', { polarity }, (i) => 10 * k + i),
  ),
};

describe.each(Object.entries(SPLIT))('of two oracles with a share each: %s', (_title, all) => {
  test('together they hold what one oracle of all would hold, in the order in which it would have been found', () => {
    const { whole, together } = heldOf(all);
    for (const ledger of together) expect(contents(ledger)).toEqual(contents(whole));
  });
});

test('what was left free is summed up, in its lane too', () => {
  const parts = [new Ledger(), new Ledger()];
  for (const part of parts) {
    part.may('A', 'a/fhir');
    part.may('A', 'a/fhir', 'too-many-states');
  }
  const together = Ledger.of(parts);
  expect(together.requirements.get('A')).toMatchObject({ may: 4, overflow: 2, findings: [] });
  expect([...together.lanes.keys()]).toEqual(['a/fhir']);
});

test('what is found after that is counted and kept as if one ledger had held all from the beginning', () => {
  const { whole, together } = heldOf([
    ...alternately(40, 'A', { outcome: 'broken' }, (i) => i),
    ...alternately(2, 'A', {}, (i) => i + 40),
  ]);
  for (const ledger of [whole, ...together])
    for (let i = 0; i < 20; i += 1)
      for (const outcome of ['broken', 'met'] as const)
        tell(ledger, { rank: 50 + i, by: 0, requirement: 'A', more: { outcome } });
  expect(whole.requirements.get('A')?.findings).toHaveLength(51);
  for (const ledger of together) expect(contents(ledger)).toEqual(contents(whole));
});
