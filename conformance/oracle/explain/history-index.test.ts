import { keyOf } from '../../../contract/domain/index.ts';
import { expect, test } from 'vitest';
import { HistoryBuilder, makeItem, patientId, RIVERA } from '../history-builder.test-helper.ts';
import { HistoryIndex } from './history-index.ts';

const P1 = keyOf(patientId('p1'));
const P2 = keyOf(patientId('p2'));

const written = (): HistoryBuilder => {
  const b = new HistoryBuilder();
  const order = b.order();
  b.grant();
  const reading = b.reading({ name: 'r', value: '212' });
  b.seen(makeItem(reading, order, 'i'));
  b.order({ name: 'o2', patient: 'p2' });
  b.reading({ name: 'other', value: '120', patient: 'p2' });
  b.reading({ name: 'r', value: '120', patient: 'p2' });
  return b;
};

const indexed = (b: HistoryBuilder): HistoryIndex => {
  const index = new HistoryIndex();
  for (const line of b.lines) index.take(line);
  return index;
};

test('each reading, item and order is told of once, with its patient and the line that names it first', () => {
  const b = written();
  const index = new HistoryIndex();
  const told = b.lines.flatMap((line) => index.take(line) ?? []);
  expect(told.map((s) => `${s.kind} ${s.key.split('|')[1]} ${s.patient === P1 ? 'p1' : 'p2'} ${s.line}`)).toEqual([
    'order o1 p1 1',
    'reading r p1 3',
    'item i p1 4',
    'order o2 p2 5',
    'reading other p2 6',
    'reading r p2 7',
  ]);
});

test('a name is found by its value, or with its system; one that two patients use is found twice', () => {
  const index = indexed(written());
  expect(index.find('o1')).toHaveLength(1);
  expect(index.find(keyOf({ system: 'urn:example:ehr:placer', value: 'o1' }))).toHaveLength(1);
  expect(index.find('r').map((s) => s.patient)).toEqual([P1, P2]);
  expect(index.find('nothing')).toEqual([]);
});

test('an item that names another patient than its reading belongs to that reading’s', () => {
  const b = new HistoryBuilder();
  const order = b.order();
  const reading = b.reading({ name: 'r', value: '212' });
  b.seen(makeItem(reading, order, 'i', { patient: patientId('p2') }));
  expect(
    indexed(b)
      .find('i')
      .map((s) => s.patient),
  ).toEqual([P1]);
});

test('what bears on a patient: the patient’s own lines, what uses an identifier of the patient’s, what is everybody’s', () => {
  const b = written();
  const act = b.op({
    op: 'item.act',
    item: { system: 'https://vitalproof.example/fhir/sid/item', value: 'i' },
    act: 'seen',
    person: RIVERA,
  });
  b.look({ patient: 'p1' });
  b.look({ person: RIVERA });
  b.look();
  const index = indexed(b);
  const of = (patient: string): number[] =>
    b.lines.filter((l) => index.bearsOn(patient, l)).flatMap((l) => (l.kind === 'run' ? [] : [l.seq]));
  expect(of(P1)).toEqual([1, 2, 3, 4, 7, act.seq, 9, 11]);
  // Line 3 is of the other patient, under an identifier that this one uses too: a conflict.
  expect(of(P2)).toEqual([3, 4, 5, 6, 7, 11]);
});

test('sentinels bear on everybody: they prove that the In Basket was alive', () => {
  const b = written();
  b.drain();
  const index = indexed(b);
  const lanes = b.lines.flatMap((l) =>
    l.kind === 'op' && l.lane === 'sentinel' && index.bearsOn(P1, l) ? [l.act.op] : [],
  );
  expect(lanes).toEqual(['reading.submit']);
});
