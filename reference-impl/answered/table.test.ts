import { describe, expect, test } from 'vitest';
import { openSqlite } from '../store/sqlite.ts';
import { type Answered, AnsweredBefore } from './answered.ts';
import { ANSWERED_TABLE, createAnsweredTable } from './table.ts';

const DAY_MS = 24 * 3_600_000;

const setUp = (most = 100) => {
  const db = openSqlite(':memory:');
  for (const statement of ANSWERED_TABLE.split(';\n')) db.run(statement);
  let nowMs = 0;
  const table = createAnsweredTable(db, () => nowMs, { most, mostMs: 7 * DAY_MS });
  const count = (): unknown => db.get('SELECT count(*) AS n FROM answered')?.['n'];
  return { table, db, count, pass: (ms: number) => (nowMs += ms) };
};

const taken: Answered = { digest: 'd1', text: '\vMSA|AA|1\r\x1c\r' };
const refused: Answered = { digest: 'd1', text: '\vMSA|AE|1\r\x1c\r', refused: '{"code":"AE"}' };

describe('an answer', () => {
  test('is known by its key, as it was sent', () => {
    const { table } = setUp();
    expect(table.of('a')).toBeUndefined();
    expect(table.keep('a', taken)).toEqual(taken);
    expect(table.of('a')).toEqual(taken);
    expect(table.of('b')).toBeUndefined();
  });

  test('that was a success stands, against the same message and against others', () => {
    const { table } = setUp();
    table.keep('a', taken);
    for (const again of [taken, { ...taken, text: 'other' }, { ...taken, digest: 'd2' }]) {
      expect(() => table.keep('a', again)).toThrow(AnsweredBefore);
    }
    expect(table.of('a')).toEqual(taken);
  });

  test('is kept beside what was found before in the same transaction', () => {
    const { table } = setUp();
    expect(table.keep('a', taken, table.check('a', 'd1'))).toEqual(taken);
    expect(() => table.check('a', 'd1')).toThrow(AnsweredBefore);
    table.keep('b', refused);
    expect(table.check('b', 'd1')).toEqual({ standing: refused });
    expect(() => table.check('b', 'd2')).toThrow(AnsweredBefore);
    expect(table.keep('b', { ...refused, text: 'other' }, table.check('b', 'd1'))).toEqual(refused);
    expect(table.keep('b', taken, table.check('b', 'd1'))).toEqual(taken);
    expect(table.of('b')).toEqual(taken);
  });

  test('that was a refusal stands as it was sent, until the same message is judged otherwise', () => {
    const { table } = setUp();
    table.keep('a', refused);
    expect(table.keep('a', { ...refused, text: 'with another id of its own' })).toEqual(refused);
    expect(() => table.keep('a', { ...refused, digest: 'd2' })).toThrow(AnsweredBefore);
    const otherwise = { ...refused, refused: '{"code":"AR"}' };
    expect(table.keep('a', otherwise)).toEqual(otherwise);
    expect(table.keep('a', taken)).toEqual(taken);
    expect(table.of('a')).toEqual(taken);
  });

  test('goes with the transaction that it was kept in', () => {
    const { table, db } = setUp();
    expect(() =>
      db.transaction(() => {
        table.keep('a', taken);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    expect(table.of('a')).toBeUndefined();
  });

  test('is forgotten after seven days, and its key is free', () => {
    const { table, pass } = setUp();
    table.keep('a', taken);
    pass(7 * DAY_MS);
    expect(table.of('a')).toEqual(taken);
    pass(1);
    expect(table.of('a')).toBeUndefined();
    expect(table.keep('a', { ...taken, digest: 'd2' })).toEqual({ ...taken, digest: 'd2' });
  });
});

test('the oldest of too many are forgotten, and the latest are not', () => {
  const { table, count } = setUp(10);
  for (let n = 0; n < 100; n += 1) table.keep(`k${n}`, taken);
  expect(count()).toBe(10);
  expect(table.of('k99')).toEqual(taken);
  expect(table.of('k80')).toBeUndefined();
});

test('what is too old takes no room', () => {
  const { table, count, pass } = setUp(50);
  for (let n = 0; n < 49; n += 1) table.keep(`k${n}`, taken);
  pass(8 * DAY_MS);
  table.keep('new', taken);
  expect(count()).toBe(1);
});
