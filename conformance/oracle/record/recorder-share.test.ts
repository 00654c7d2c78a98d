import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import type { FaultLine, HistoryLine } from '../../history/lines.ts';
import { HistoryBuilder, makeItem, makeOrder, makeReading, patientId, RIVERA } from '../history-builder.test-helper.ts';
import { type Share, WHOLE } from '../share.ts';
import { Recorder } from './recorder.ts';

const P1 = keyOf(patientId());

/** Has the first patient alone. */
const own = (leads: boolean): Share => ({ has: (key) => key === P1, leads });

const recorderOf = ([run]: readonly HistoryLine[], share: Share): Recorder => {
  if (run?.kind !== 'run') throw new Error('no run line');
  return new Recorder(run, 0n, false, share);
};
/** Of the last line that is built, taken as an oracle takes it. */
const counts = (share: Share, build: (b: HistoryBuilder) => void): boolean => {
  const b = new HistoryBuilder();
  build(b);
  const recorder = recorderOf(b.lines, share);
  let counted = false;
  for (const line of b.lines.slice(1)) {
    recorder.take(line);
    counted = recorder.counts(line);
  }
  return counted;
};
const itemOf = (patient: string) => makeItem(makeReading({ name: 'r', value: '1', patient }), makeOrder(), 'i');
const FAULT: FaultLine = { kind: 'fault', seq: 99, fault: 'kill', from: 0, until: 1 };

test('a patient whom the share does not have is foreign, one whom it has is not', () => {
  const recorder = recorderOf(new HistoryBuilder().lines, own(false));
  expect(recorder.isForeign(recorder.patient(patientId()))).toBe(false);
  expect(recorder.isForeign(recorder.patient(patientId('p2')))).toBe(true);
  expect(recorder.isForeign(recorder.patient(patientId()))).toBe(false);
});

test('nobody is foreign to the judge of all', () => {
  const recorder = recorderOf(new HistoryBuilder().lines, WHOLE);
  expect(recorder.isForeign(recorder.patient(patientId()))).toBe(false);
});

describe('a line counts', () => {
  type Build = (b: HistoryBuilder) => void;
  const about = (patient: string): readonly [string, Build][] => [
    ['an operation', (b) => b.reading({ name: 'r', value: '1', patient })],
    ['a sighting', (b) => b.seen(itemOf(patient))],
    ['an advance', (b) => b.advance('2035-02-01T00:00:00Z', patient)],
  ];
  const OF_NONE: readonly [string, Build][] = [
    ['a look at all items', (b) => b.look()],
    ["a look at a foreign patient's items", (b) => b.look({ patient: 'p2' })],
    ["a look at an own patient's items", (b) => b.look({ patient: 'p1' })],
    ['what was done to the system', (b) => b.lines.push(FAULT)],
    ['the end', (b) => b.end()],
    ['an advance of all', (b) => b.op({ op: 'clock.advance', to: '2035-02-01T00:00:00Z' })],
    ['what only its item tells', (b) => b.op({ op: 'item.act', item: patientId(), act: 'seen', person: RIVERA })],
  ];
  test.each(about('p1'))('of an own patient, whether the share leads or not: %s', (_name, build) =>
    expect([true, false].map((leads) => counts(own(leads), build))).toEqual([true, true]),
  );
  test.each(about('p2'))('of a foreign patient never: %s', (_name, build) =>
    expect([true, false].map((leads) => counts(own(leads), build))).toEqual([false, false]),
  );
  test.each(OF_NONE)('of no one patient for the share that leads alone: %s', (_name, build) =>
    expect([true, false].map((leads) => counts(own(leads), build))).toEqual([true, false]),
  );
  test.each([...about('p1'), ...about('p2'), ...OF_NONE])('of whomever for the judge of all: %s', (_name, build) =>
    expect(counts(WHOLE, build)).toBe(true),
  );
});

test('a patient of whom only an item tells stays unknown', () => {
  const b = new HistoryBuilder();
  const line = b.seen(itemOf('p1'));
  const recorder = recorderOf(b.lines, own(true));
  recorder.take(line);
  expect(recorder.counts(line)).toBe(true);
  expect(recorder.settle().patients).toEqual([]);
});

describe('what a look showed', () => {
  const shown = (look: Parameters<HistoryBuilder['look']>[0]): readonly string[] | undefined => {
    const b = new HistoryBuilder();
    b.look({ items: ['i'], complete: false, ...look });
    const [op] = b.lines.slice(1);
    const recorder = recorderOf(b.lines, own(true));
    if (op !== undefined) recorder.take(op);
    const [kept] = recorder.looks;
    expect(kept?.output?.look).toMatchObject({ pages: 1, complete: false });
    return kept?.output?.look?.items;
  };
  test('is kept of the In Basket of a person and of an own patient', () => {
    expect(shown({ person: RIVERA })).toEqual(['i']);
    expect(shown({ patient: 'p1' })).toEqual(['i']);
  });
  test("is let go of everybody's items and of a foreign patient's, unless a person looked", () => {
    expect(shown({})).toEqual([]);
    expect(shown({ patient: 'p2' })).toEqual([]);
    expect(shown({ patient: 'p2', person: RIVERA })).toEqual(['i']);
  });
});
