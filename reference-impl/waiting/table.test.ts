import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keyOf } from '../../contract/domain/identifier.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { JANE, JOHN, orderOf, START } from '../world.test-helper.ts';
import type { Due, DueTable } from './table.ts';

let nowMs = START;
let store: Store;
let due: DueTable;
beforeEach(() => {
  nowMs = START;
  store = openStore(':memory:', () => nowMs);
  due = store.tables.due;
});
afterEach(() => {
  store.database.close();
});

const text = (found: Due | undefined): string =>
  found === undefined ? 'nothing' : `${found.kind} ${found.subject} at ${found.atMs - START}`;
const first = (ms: number, patient?: typeof JANE): string => text(due.first(START + ms, patient));
const next = (): number | undefined => {
  const ms = due.nextRealMs();
  return ms === undefined ? undefined : ms - START;
};
const ahead = (byMs: number, patient?: typeof JANE): void => {
  store.clocks.ahead(byMs, patient);
  due.ahead(byMs, patient);
};

describe('what waits', () => {
  test('is nothing at first', () => {
    expect([next(), first(1e12)]).toEqual([undefined, 'nothing']);
  });

  test('comes in order of time, then of kind and row', () => {
    due.wait('summary', 1, JANE, START + 200);
    due.wait('missing', 2, JANE, START + 200);
    due.wait('missing', 1, JOHN, START + 200);
    due.wait('escalation', 9, JANE, START + 200);
    due.wait('summary', 2, JOHN, START + 100);
    const found: string[] = [];
    for (let one = due.first(START + 200); one !== undefined; one = due.first(START + 200)) {
      found.push(text(one));
      due.wait(one.kind, one.subject, JANE, undefined);
    }
    expect(found).toEqual([
      'summary 2 at 100',
      'escalation 9 at 200',
      'missing 1 at 200',
      'missing 2 at 200',
      'summary 1 at 200',
    ]);
  });

  test('is due from its instant on', () => {
    due.wait('missing', 1, JANE, START + 200);
    expect([first(199), first(200), next()]).toEqual(['nothing', 'missing 1 at 200', 200]);
  });

  test('is one thing of a kind and a row: the last that was said', () => {
    due.wait('missing', 1, JANE, START + 200);
    due.wait('missing', 1, JANE, START + 300);
    expect([first(250), first(300)]).toEqual(['nothing', 'missing 1 at 300']);
    due.wait('missing', 1, JANE, undefined);
    due.wait('missing', 1, JANE, undefined);
    expect(next()).toBeUndefined();
  });

  test('is found of one patient alone', () => {
    due.wait('missing', 1, JANE, START + 200);
    due.wait('missing', 2, JOHN, START + 100);
    expect([first(500, JANE), first(500, JOHN), first(500)]).toEqual([
      'missing 1 at 200',
      'missing 2 at 100',
      'missing 2 at 100',
    ]);
  });
});

describe('a clock that is set ahead brings nearer', () => {
  test('what waits for its patient alone, and what comes to wait for it', () => {
    due.wait('missing', 1, JANE, START + 200);
    due.wait('missing', 2, JOHN, START + 200);
    ahead(150, JANE);
    due.wait('summary', 1, JANE, START + 170);
    due.wait('summary', 2, JOHN, START + 170);
    expect([first(19), first(20), first(50, JANE), first(169, JOHN), first(170, JOHN)]).toEqual([
      'nothing',
      'summary 1 at 170',
      'summary 1 at 170',
      'nothing',
      'summary 2 at 170',
    ]);
    due.wait('summary', 1, JANE, undefined);
    expect([first(49, JANE), first(50, JANE)]).toEqual(['nothing', 'missing 1 at 200']);
  });

  test('all, where it is that of the system, beside what a patient is ahead', () => {
    due.wait('missing', 1, JANE, START + 500);
    due.wait('missing', 2, JOHN, START + 500);
    ahead(100, JANE);
    ahead(200);
    ahead(50, JANE);
    expect([first(149), first(150), first(299, JOHN), first(300, JOHN)]).toEqual([
      'nothing',
      'missing 1 at 500',
      'nothing',
      'missing 2 at 500',
    ]);
    expect(store.clocks.now(JANE)).toBe(START + 350);
  });

  test.each([1, 7, 1000])('%i of them by one step, which may meet another on its way', (step) => {
    for (let row = 0; row < 50; row += 1) due.wait('summary', row, JANE, START + row * step);
    ahead(step, JANE);
    expect(next()).toBe(-step);
    for (let row = 0; row < 50; row += 1) {
      expect(first((row - 1) * step)).toBe(`summary ${row} at ${row * step}`);
      due.wait('summary', row, JANE, undefined);
    }
  });
});

test('a gap is there until it closes, once, with the item that says so or none', () => {
  const { gaps, people, orders } = store.tables;
  people.Patient.insert(keyOf(JANE), {
    identifier: JANE,
    family: 'Doe',
    given: 'X',
    gender: 'unknown',
    birthDate: '1970-01-15',
  });
  const { seq } = orders.add(orderOf(), undefined);
  expect(gaps.of(seq)).toBeUndefined();
  gaps.open(seq, undefined);
  expect(gaps.of(seq)).toEqual({ item: undefined });
  expect(() => gaps.open(seq, undefined)).toThrow(/UNIQUE/);
  gaps.close(seq);
  expect(gaps.of(seq)).toBeUndefined();
});
