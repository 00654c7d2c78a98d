import { describe, expect, test } from 'vitest';
import type { OpLine } from '../../history/lines.ts';
import {
  HistoryBuilder,
  makeItem,
  makeOrder,
  makeReading,
  type OpOptions,
  patientId,
} from '../history-builder.test-helper.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import { Recorder } from '../record/recorder.ts';
import { sights } from './evidence.ts';

const MS = 1_000_000;

/** What is proven of the operations of a history, in ms: of single ones `name@line by ms`, of several `name@lines by ms`. */
const proven = (b: HistoryBuilder): string[] => {
  const [run, ...rest] = b.lines;
  if (run?.kind !== 'run') throw new Error('no run line');
  const recorder = new Recorder(run);
  for (const line of rest) recorder.take(line);
  const record = recorder.settle().patients.find((p) => p.key === keyOf(patientId()));
  if (record === undefined) throw new Error('no patient');
  const ops = b.lines.filter((l): l is OpLine => l.kind === 'op');
  const { seen, proofs } = sights(record, ops);
  return [
    ...ops.flatMap((op) => {
      const by = seen(op);
      return by === undefined ? [] : [`line ${op.seq} by ${by / MS}`];
    }),
    ...proofs.map(({ attempts, by }) => `one of lines ${attempts.map((a) => a.seq).join()} by ${by / MS}`),
  ];
};
const reading = (name: string) => makeReading({ name, value: '250' });
const sent = (b: HistoryBuilder, name: string, options: OpOptions = {}): void =>
  void b.op({ op: 'reading.submit', reading: reading(name) }, { took: 10, ...options });
const seen = (b: HistoryBuilder, name: string, item = name): void =>
  void b.seen(makeItem(reading(name), makeOrder(), item));
const read = (b: HistoryBuilder, ...names: string[]): void =>
  b.read(names.map((name) => ({ reading: reading(name) }) as never));
const UNKNOWN: OpOptions = { outcome: 'unknown' };

describe('an attempt has taken effect', () => {
  test('by when an item about it was seen', () => {
    const b = new HistoryBuilder();
    sent(b, 'r', UNKNOWN);
    seen(b.wait(5), 'r');
    expect(proven(b)).toEqual(['line 1 by 15']);
  });
  test('by the first of several', () => {
    const b = new HistoryBuilder();
    sent(b, 'r', UNKNOWN);
    seen(b.wait(5), 'r');
    seen(b.wait(5), 'r', 'again');
    expect(proven(b)).toEqual(['line 1 by 15']);
  });
  test('by when it was read, if nobody had answered', () => {
    const b = new HistoryBuilder();
    sent(b, 'r', UNKNOWN);
    sent(b, 's');
    read(b, 'r', 's', 'q');
    read(b, 'r');
    expect(proven(b)).toEqual(['line 1 by 25']);
  });
  test('not by a query that nobody answered', () => {
    const b = new HistoryBuilder();
    sent(b, 'r', UNKNOWN);
    b.op({ op: 'reading.read', patient: patientId() }, UNKNOWN);
    expect(proven(b)).toEqual([]);
    read(b, 'r');
    expect(proven(b)).toEqual(['line 1 by 20']);
  });
  test('by what came first, sight or query', () => {
    const b = new HistoryBuilder();
    sent(b, 'r', UNKNOWN);
    read(b, 'r');
    seen(b.wait(5), 'r');
    expect(proven(b)).toEqual(['line 1 by 15']);
  });
  test('not if it was sent later', () => {
    const b = new HistoryBuilder();
    seen(b.wait(5), 'r');
    sent(b.wait(1), 'r', UNKNOWN);
    expect(proven(b)).toEqual([]);
  });
  test('if it was sent at that instant', () => {
    const b = new HistoryBuilder();
    seen(b.wait(5), 'r');
    sent(b, 'r', UNKNOWN);
    expect(proven(b)).toEqual(['line 2 by 5']);
  });
  test('not if it was refused', () => {
    const b = new HistoryBuilder();
    sent(b, 'r', { outcome: 'refused' });
    seen(b.wait(5), 'r');
    expect(proven(b)).toEqual([]);
  });
  test('not of what nothing was seen', () => {
    const b = new HistoryBuilder();
    sent(b, 'r', UNKNOWN);
    sent(b, 's');
    seen(b, 's');
    expect(proven(b)).toEqual(['line 2 by 20']);
  });
});

describe('one of several attempts has', () => {
  test('by the sight, and those earlier first', () => {
    const b = new HistoryBuilder();
    for (const name of ['r', 'r', 's', 's', 's']) sent(b, name, UNKNOWN);
    seen(b.wait(5), 's');
    seen(b.wait(5), 'r');
    sent(b.wait(5), 'r', UNKNOWN);
    expect(proven(b)).toEqual(['one of lines 3,4,5 by 55', 'one of lines 1,2 by 60']);
  });
});
