import { describe, expect, test } from 'vitest';
import type { InboxItem, Rule } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import { HistoryBuilder, itemId, makeItem, OKAFOR, POOL, RIVERA } from '../history-builder.test-helper.ts';
import { dueDemands } from './due-demands.ts';
import { corrected, HOUR_MS, LIMITS, MINUTE_MS, texts, told } from './due.test-helper.ts';
import { patientCase } from './patient-case.ts';

const MISSING: Rule = { kind: 'missing', period: { value: 6, unit: 'h' } };
const SUMMARY: Rule = { kind: 'summary', period: { value: 12, unit: 'h' }, recipient: POOL };
const STEP: Rule = { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR };
const CRITICAL: Partial<InboxItem> = { kind: 'critical', interpretation: ['HH'] };

test('each of several rules of one order makes its own', () => {
  const found = told({ rules: [STEP, SUMMARY, MISSING] }, ({ b }) => void b.reading({ name: 'r', value: '310' }));
  expect(found.map((d) => d.why)).toEqual([
    'missing: nothing was filed for 6 h, until 1 January 2035 06:00 +00:00; order o1 (line 1)',
    'escalation: step 1, the critical item was not seen by 1 January 2035 00:30 +00:00; order o1 (line 1)',
    'summary: the period from 31 December 2034 20:00 +00:00 to 1 January 2035 08:00 +00:00 is over; order o1 (line 1)',
  ]);
  expect(found.map((d) => [...d.recipients].map((r) => r.split('|')[1]).join())).toEqual(['rivera', 'okafor', 'dm']);
});

describe('a copy', () => {
  const COPY = 'copy 1 of r, due 00:30:00, raised 1800000, to okafor';
  test('is of a reading by each of its names', () => {
    const write: Parameters<typeof told>[1] = ({ b }) => {
      const r = b.reading({ name: 'r', value: '310', device: 'd' });
      b.reading({ name: 's', value: '310', device: 'd', at: r.effective });
    };
    expect(texts({ rules: [STEP] }, write)).toEqual([`must ${COPY.replace('of r', 'of r, s')}`]);
  });
  /** The item is done after its copy was made; then its order turns out to be in error, once the copy is done too or not. */
  const inError = (isDone: boolean): string[] =>
    texts({ rules: [STEP] }, ({ b, order, until, changed }) => {
      const r = b.reading({ name: 'r', value: '310' });
      b.seen(makeItem(r, order, 'i', CRITICAL));
      until(31 * MINUTE_MS);
      b.seen(makeItem(r, order, 'c', { ...CRITICAL, routedAs: 'escalated', step: 1 }));
      b.op({ op: 'item.act', item: itemId('i'), act: 'done', person: RIVERA });
      if (isDone) b.op({ op: 'item.act', item: itemId('c'), act: 'done', person: OKAFOR });
      until(45 * MINUTE_MS);
      changed({ status: 'entered-in-error' }, 20);
    });
  test('goes with an order in error though its item is done and stays', () => {
    expect(inError(false)).toEqual([`must ${COPY}, withdrawn must order-in-error 2700000-2700020`]);
  });
  test('stays where it is done itself', () => {
    expect(inError(true)).toEqual([`must ${COPY}`]);
  });
});

describe('missing data', () => {
  test('under a clock that is being advanced count from any moment of the advance, or from what came meanwhile', () => {
    const write: Parameters<typeof told>[1] = ({ b }) => {
      const r = b.reading({ name: 'r', value: '120', at: '2034-12-31T20:30:00Z' });
      b.wait(1000).advance('2035-01-01T02:15:00Z', 'p1', { took: 100 });
      corrected(b.wait(-60), r, { status: 'entered-in-error' }, 20);
      b.wait(40);
    };
    expect(texts({ rules: [MISSING] }, write, 2000)).toEqual([
      'must missing, due 02:00:00, raised 1000-1100, to rivera',
    ]);
  });
  test('are not told of every order that is told of with them', () => {
    expect(
      texts({ rules: [MISSING] }, ({ b }) => void b.order({ name: 'o2', limits: LIMITS }), 3 * HOUR_MS),
    ).toHaveLength(1);
  });
});

/** Summaries of as many orders as are told, each over a reading that is filed as all of them are made. */
const isCut = (orders: number): boolean[] => {
  const b = new HistoryBuilder();
  for (let i = 0; i < orders; i += 1) b.order({ name: `o${i}`, limits: LIMITS, rules: [SUMMARY] });
  b.grant();
  b.wait(8 * HOUR_MS + MINUTE_MS - 10 - b.now);
  b.reading({ name: 'r', value: '120', at: '2035-01-01T07:00:00Z' }, { took: 20 });
  b.wait(1000);
  return Analysis.of(b.lines).patients.flatMap((patient) =>
    patientCase(patient).measures.map((view) => dueDemands(view, patient.record, b.now * 1e6).cut),
  );
};
test('says where there are more ways than are tried', () => {
  expect([isCut(1), isCut(9)]).toEqual([[false], [true]]);
});
