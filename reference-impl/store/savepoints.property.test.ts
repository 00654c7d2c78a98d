import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSavepoints } from './savepoints.ts';
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

test('what stays of nested parts is what each of them and all around it kept', () => {
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
            expect(step.end, String(error)).toBe('throws');
          }
          if (step.end !== 'stays' && n > before) undone += 1;
          return step.end === 'stays' ? wrote : [];
        });
      const expected = db.transaction(() => play(program));
      expect(db.all('SELECT n FROM t ORDER BY n').map((row) => row['n'])).toEqual(expected);
      expect(told).toBe(undone);
      db.close();
    }),
    { numRuns: 500 },
  );
});

test('a part that writes nothing sets none, and one serves an outer and an inner that begin together', () => {
  const said: string[] = [];
  const savepoints = createSavepoints((sql) => said.push(sql));
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
