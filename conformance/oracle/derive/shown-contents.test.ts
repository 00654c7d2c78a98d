import { describe, expect, test } from 'vitest';
import { HistoryBuilder, reference } from '../history-builder.test-helper.ts';
import { understoodExactly } from '../understood.test-helper.ts';
import type { Content, SubmitOp } from '../course/filing.ts';
import type { Filing } from '../readings/filing.ts';
import type { OpOf } from '../record/patient-record.ts';
import { appliedTo, shownContents } from './shown-contents.ts';

describe('what a query can have shown of a reading', () => {
  const op = (sent: number, settled: number, outcome = 'ok'): SubmitOp =>
    ({ sent, settled, outcome }) as unknown as SubmitOp;
  const shown = (contents: readonly SubmitOp[], sent: number, settled: number): number[] =>
    shownContents(
      { contents: contents.map((by) => ({ by }) as unknown as Content) } as unknown as Filing,
      { sent, settled } as unknown as OpOf<'reading.read'>,
      100,
    ).map((c) => contents.indexOf(c.by));
  const two = [op(0, 10), op(500, 510)];
  test('is what it said by its end', () => {
    expect(shown(two, 400, 499)).toEqual([0]);
    expect(shown(two, 0, 0)).toEqual([0]);
    expect(shown([op(5, 10)], 0, 4)).toEqual([]);
  });
  test('and what was replaced no longer ago than a reading may take to be found', () => {
    expect(shown(two, 490, 500)).toEqual([0, 1]);
    expect(shown(two, 609, 620)).toEqual([0, 1]);
    expect(shown(two, 610, 620)).toEqual([1]);
    expect(shown([...two, op(700, 710)], 750, 760)).toEqual([1, 2]);
  });
  test('not certainly replaced by what nobody answered', () => {
    expect(shown([op(0, 10), op(500, 510, 'unknown')], 1000, 1010)).toEqual([0, 1]);
  });
});

describe('what limits have made of a reading', () => {
  type Write = (b: HistoryBuilder) => void;
  /** Of each order: line of the version and direction, or none where it was not active. */
  const applied = (write: Write): string[] => {
    const b = new HistoryBuilder();
    write(b);
    const { filings, orders } = understoodExactly(b.lines);
    return filings.flatMap((filing) =>
      appliedTo(filing.contents, filing, orders).map(
        ({ order, versions, evaluations }) =>
          `${order.key.split('|')[1]}: ${versions.map((v, i) => `${v?.op.seq ?? 'none'} ${evaluations[i]?.interpretation ?? '-'}`).join()}`,
      ),
    );
  };
  test('each order by its version then, none where it was not active, nothing of one that was never taken', () => {
    expect(
      applied((b) => {
        b.order();
        b.order({ name: 'o2', start: '2035-01-02T00:00:00Z' });
        b.order({ name: 'o3', limits: [] }, { outcome: 'refused' });
        b.grant();
        b.reading({ name: 'r', value: '212' });
      }),
    ).toEqual(['o1: 1 H', 'o2: none -']);
  });
  test('either version, where one was being changed, or none, where it was being placed', () => {
    const during = (change: Parameters<HistoryBuilder['changeOrder']>[0]): string[] =>
      applied((b) => {
        b.order();
        b.grant();
        b.wait(100).changeOrder(change, { took: 20 });
        b.reading({ name: 'r', value: '212', at: b.wall(-5) }, { ago: 10, took: 20 });
      });
    expect(during({ limits: [reference('70', '250')] })).toEqual(['o1: 3 N,1 H']);
    expect(
      applied((b) => {
        b.order();
        b.grant();
        b.wait(100).order({ name: 'o2' }, { took: 20 });
        b.reading({ name: 'r', value: '212', at: b.wall(-5) }, { ago: 10, took: 20 });
      }),
    ).toEqual(['o1: 1 H', 'o2: 3 H,none -']);
  });
});
