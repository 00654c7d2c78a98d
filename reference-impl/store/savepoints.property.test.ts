import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSavepoints, Unmarked } from './savepoints.ts';
import { openSqlite } from './sqlite.ts';

/** A row that is written, or a part that is kept, not kept or breaks. */
type Step = { readonly row: true } | { readonly end: 'stays' | 'goes' | 'throws'; readonly steps: readonly Step[] };

const { steps } = fc.letrec<{ steps: readonly Step[] }>((tie) => ({
  steps: fc.array(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constant({ row: true } as const),
      fc.record({ end: fc.constantFrom('stays', 'goes', 'throws'), steps: tie('steps') }),
    ),
    { maxLength: 4 },
  ) as fc.Arbitrary<readonly Step[]>,
}));

test.each([false, true])(
  'what stays of nested parts is what each of them and all around it kept (done anew: %s)',
  (mayRepeat) => {
    fc.assert(
      fc.property(steps, (program) => {
        const db = openSqlite(':memory:');
        db.run('CREATE TABLE t (n INTEGER PRIMARY KEY) STRICT');
        let told = 0;
        db.onRollback(() => (told += 1));
        let n = 0;
        let undone = 0;
        const play = (all: readonly Step[]): number[] =>
          all.flatMap((step): number[] => {
            if ('row' in step) {
              db.run('INSERT INTO t VALUES (?)', ++n);
              return [n];
            }
            let wrote: number[] = [];
            const before = n;
            const work = (): void => {
              wrote = play(step.steps);
              if (step.end === 'throws') throw new Error('broken off');
            };
            try {
              db.savepoint(work, () => step.end === 'stays');
            } catch (error) {
              if (!(error instanceof Unmarked)) expect(step.end, String(error)).toBe('throws');
            }
            if (step.end !== 'stays' && n > before) undone += 1;
            return step.end === 'stays' ? wrote : [];
          });
        let times = 0;
        const expected = db.transaction(
          () => {
            times += 1;
            told = 0;
            [n, undone] = [0, 0];
            return play(program);
          },
          { mayRepeat },
        );
        expect(times).toBe(mayRepeat && undone > 0 ? 2 : 1);
        expect(db.all('SELECT n FROM t ORDER BY n').map((row) => row['n'])).toEqual(expected);
        expect(told).toBe(undone);
        db.close();
      }),
      { numRuns: 500 },
    );
  },
);

test('a part that writes nothing sets none, and one serves an outer and an inner that begin together', () => {
  const said: string[] = [];
  const savepoints = createSavepoints((sql) => said.push(sql));
  savepoints.begin(true);
  const ends = { stays: true, isOver: false };
  const [outer, inner] = [savepoints.enter(), savepoints.enter()];
  savepoints.leave(inner, ends);
  const second = savepoints.enter();
  savepoints.writes();
  savepoints.writes();
  savepoints.leave(second, { ...ends, stays: false });
  savepoints.leave(outer, ends);
  const idle = savepoints.enter();
  savepoints.leave(idle, { ...ends, stays: false });
  expect(said).toEqual(['SAVEPOINT level1', 'ROLLBACK TO level1', 'RELEASE level1']);
});

test('without savepoints what has written nothing is left as it is, and what has cannot be undone', () => {
  const said: string[] = [];
  const savepoints = createSavepoints((sql) => said.push(sql));
  savepoints.begin(false);
  const goes = { stays: false, isOver: false };
  const idle = savepoints.enter();
  expect(savepoints.leave(idle, goes)).toBe(false);
  const [outer, inner] = [savepoints.enter(), savepoints.enter()];
  savepoints.writes();
  expect(savepoints.leave(inner, { ...goes, stays: true })).toBe(false);
  expect(savepoints.isUnmarked).toBe(false);
  expect(() => savepoints.leave(outer, goes)).toThrow(Unmarked);
  expect(savepoints.isUnmarked).toBe(true);
  savepoints.begin(false);
  expect(savepoints.isUnmarked).toBe(false);
  expect(said).toEqual([]);
});
