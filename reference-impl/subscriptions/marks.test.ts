import { describe, expect, test } from 'vitest';
import { quiet } from './courier.test-helper.ts';
import { createMarks } from './marks.ts';

/** A disk that is done with a write when it is told to. */
const slowDisk = () => {
  const written: (readonly [seq: number, number: number])[] = [];
  const waiting: ((fails: boolean) => void)[] = [];
  const marks = createMarks(
    (seq, number) =>
      new Promise((resolve, reject) => {
        waiting.push((fails) => {
          if (fails) reject(new Error('full'));
          else {
            written.push([seq, number]);
            resolve();
          }
        });
      }),
  );
  const turn = async (fails = false): Promise<void> => {
    waiting.shift()?.(fails);
    await quiet();
  };
  return { marks, written, waiting, turn };
};

describe('a mark', () => {
  test('counts at once, and is written once for all that came meanwhile', async () => {
    const { marks, written, turn, waiting } = slowDisk();
    for (const number of [1, 2, 3]) marks.take(7, number);
    expect([marks.of(7, 0), marks.of(8, 4), marks.of(7, 9)]).toEqual([3, 4, 9]);
    await turn();
    await turn();
    expect([written, waiting]).toEqual([
      [
        [7, 1],
        [7, 3],
      ],
      [],
    ]);
    expect(marks.of(7, 3)).toBe(3);
  });

  test('of one does not wait for that of another', async () => {
    const { marks, waiting } = slowDisk();
    marks.take(1, 1);
    marks.take(2, 1);
    expect(waiting).toHaveLength(2);
  });

  test('that could not be written still counts, and is written with the next', async () => {
    const { marks, written, turn } = slowDisk();
    marks.take(1, 1);
    await turn(true);
    expect([marks.of(1, 0), written]).toEqual([1, []]);
    marks.take(1, 2);
    await turn();
    expect(written).toEqual([[1, 2]]);
  });

  test('is waited for until all is written', async () => {
    const { marks, turn } = slowDisk();
    marks.take(1, 1);
    let settled = false;
    const wait = async (): Promise<void> => {
      await marks.settled();
      settled = true;
    };
    const waited = wait();
    await quiet();
    expect(settled).toBe(false);
    await turn();
    await waited;
    expect(settled).toBe(true);
  });
});
