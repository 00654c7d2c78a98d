import { expect, test } from 'vitest';
import { keyOf } from '../../contract/domain/index.ts';
import { HistoryBuilder, makeItem, patientId } from './history-builder.test-helper.ts';
import { judged } from './judged.test-helper.ts';
import type { Ledger } from './ledger.ts';
import { Oracle } from './oracle.ts';
import { type OraclePart, resultOf } from './oracle-result.ts';
import type { Share } from './share.ts';

/** Two patients with an abnormal reading each, of which one has no item and the other has it. */
const lines = (() => {
  const b = new HistoryBuilder();
  const [silent, told] = ['p1', 'p2'].map((patient) => {
    const order = b.order({ name: `o-${patient}`, patient });
    b.grant('glucose', patient);
    return { order, reading: b.reading({ name: `r-${patient}`, value: '212', patient }) };
  });
  b.wait(40);
  if (silent !== undefined && told !== undefined) b.seen(makeItem(told.reading, told.order, 'i1'));
  return b.drain();
})();

const P1 = keyOf(patientId('p1'));
const FIRST: Share = { has: (patient) => patient === P1, leads: false };
const REST: Share = { has: (patient) => patient !== P1, leads: true };

const partOf = (share: Share): OraclePart => {
  const oracle = new Oracle({ share });
  for (const line of lines) oracle.feed(line);
  return oracle.part();
};

const patientsIn = ({ requirements }: Pick<Ledger, 'requirements'>): string[] =>
  [...new Set([...requirements.values()].flatMap((t) => t.findings.flatMap((f) => f.subject.patient ?? [])))].sort();

test('an oracle judges and counts those of its share alone, whoever else it is fed with', () => {
  const { lanes, ledger } = partOf(FIRST);
  expect(Object.fromEntries(lanes)).toEqual({ 'lane/fhir': { ops: 3, readings: 1, refused: 0, items: 0 } });
  expect(patientsIn(ledger)).toEqual([P1]);
  expect(ledger.requirements.get('ALR-01')).toMatchObject({ must: 1, broken: 1 });
});

test('those who share a history find together what one finds in all of it', () => {
  const whole = judged(lines);
  const together = resultOf([partOf(FIRST), partOf(REST)]);
  expect(together.ledger.requirements).toEqual(whole.ledger.requirements);
  expect(together.ledger.lanes).toEqual(whole.ledger.lanes);
  expect(new Map(together.lanes)).toEqual(new Map(whole.lanes));
});

test('the clock of the system may be as far off as the oracle is told, a second unless told', () => {
  const b = new HistoryBuilder();
  b.order();
  b.grant();
  // What is taken may be up to five minutes ahead; this is half a second more.
  b.reading({ name: 'r', value: '120', at: b.wall(300_500) });
  const takenWrongly = [{ clockTolerance: 0n }, { clockTolerance: 400_000_000n }, {}].map((settings) => {
    const oracle = new Oracle(settings);
    for (const line of b.lines) oracle.feed(line);
    return oracle.finish().ledger.requirements.get('RDG-13')?.broken ?? 0;
  });
  expect(takenWrongly).toEqual([1, 1, 0]);
});
