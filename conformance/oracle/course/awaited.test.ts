import { describe, expect, test } from 'vitest';
import { OKAFOR, RIVERA } from '../history-builder.test-helper.ts';
import { awaitOp, missed } from './awaited.ts';
import { MINUTE_MS, type Played, played } from './played.test-helper.ts';

const NS_PER_MS = 1_000_000;

/** A statement of absence that has been sent and is awaited by so many minutes from now on; more than once, by each. */
const awaiting = (...minutes: readonly number[]): { readonly p: Played; readonly come: () => void } => {
  const p = played();
  const absences = [{ period: { start: p.wall(), end: p.wall(1000) }, coveredBy: OKAFOR }];
  const act = { op: 'coverage.set', coverage: { person: RIVERA, absences } } as const;
  const op = p.builder.op(act, { outcome: 'unknown' });
  const now = p.builder.now;
  for (const minute of minutes) awaitOp(p.course, op, (now + minute * MINUTE_MS) * NS_PER_MS);
  return { p, come: () => p.take(op) };
};
const read = (p: Played, name: string): void => void p.reading({ name, value: '120' });

describe('what a course awaits', () => {
  test('is nothing before an item went anywhere', () => {
    expect(missed(played().course)).toBe(0);
  });

  test('has come by the instant by which it is awaited, that included', () => {
    const { p, come } = awaiting(1);
    p.wait(MINUTE_MS);
    read(p, 'a');
    come();
    p.wait(MINUTE_MS);
    read(p, 'b');
    expect(missed(p.course)).toBe(0);
  });

  test('comes too late where something else took effect after that instant', () => {
    const { p, come } = awaiting(1);
    p.wait(MINUTE_MS + 1);
    read(p, 'a');
    expect(missed(p.course)).toBe(1);
    come();
    read(p, 'b');
    expect(missed(p.course)).toBe(1);
  });

  test('is awaited by the earliest of several instants', () => {
    for (const minutes of [
      [1, 3],
      [3, 1],
    ]) {
      const { p } = awaiting(...minutes);
      p.wait(2 * MINUTE_MS);
      read(p, 'a');
      expect(missed(p.course)).toBe(1);
    }
  });

  test('tells courses apart', () => {
    const [one, other] = [awaiting(1), awaiting(1)];
    expect(one.p.course.print).toBe(other.p.course.print);
    expect(awaiting(2).p.course.print).not.toBe(one.p.course.print);
  });
});
