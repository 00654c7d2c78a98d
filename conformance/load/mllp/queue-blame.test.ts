import { describe, expect, test } from 'vitest';
import { QueueBlame } from './queue-blame.ts';

const SLOW = 50;

/** Messages over one connection, handed in at these instants, each answered so long after it could be sent. */
const lateness = (handedAt: readonly number[], answers: readonly number[]): readonly number[] => {
  const blame = new QueueBlame(SLOW, 1);
  const events = handedAt.map((at, i) => {
    return { at, answer: answers[i] ?? 0 };
  });
  const late: number[] = [];
  const open: { readonly handed: ReturnType<QueueBlame['hand']>; readonly sent: number; readonly settled: number }[] =
    [];
  let free = 0;
  const settleUntil = (now: number): void => {
    while (open[0] !== undefined && open[0].settled <= now) {
      const { handed, sent, settled } = open.shift() ?? open[0];
      const { isKept, slipNs } = blame.settle(handed, sent, settled);
      // What the system keeps is late by nobody's slip but that before it was handed in.
      if (isKept) expect(slipNs).toBe(1);
      late.push(slipNs);
    }
  };
  for (const { at, answer } of events) {
    settleUntil(at);
    const sent = Math.max(at, free);
    free = sent + answer;
    open.push({ handed: blame.hand(at, 1), sent, settled: free });
  }
  settleUntil(Number.POSITIVE_INFINITY);
  return late;
};

describe('whose doing a late message is', () => {
  test("what finds a connection free is late by the harness's own lateness alone", () => {
    expect(lateness([0, 20, 40], [10, 10, 10])).toEqual([1, 1, 1]);
  });
  test('what waits though every answer is quick is late by the harness: there are too few connections', () => {
    expect(lateness([0, 1, 2, 3], [10, 10, 10, 10])).toEqual([1, 10, 19, 28]);
  });
  test('what waits for a system that stalls is late by the system, and so is what has to wait behind it', () => {
    expect(lateness([0, 10, 20, 205, 206], [200, 10, 10, 10, 10])).toEqual([1, 1, 1, 1, 1]);
  });
  test('once a connection was free again a stall is no excuse any more', () => {
    expect(lateness([0, 10, 300, 301, 302], [200, 10, 10, 10, 10])).toEqual([1, 1, 1, 10, 19]);
  });
});
