import { expect, test } from 'vitest';
import type { HistoryLine } from '../history/lines.ts';
import { HistoryBuilder, makeItem } from './history-builder.test-helper.ts';
import { Oracle } from './oracle.ts';
import { type OraclePart, type OracleResult, resultOf } from './oracle-result.ts';
import type { Share } from './share.ts';

const partOf = (lines: readonly HistoryLine[], share?: Share): OraclePart => {
  const oracle = new Oracle(share === undefined ? {} : { share });
  for (const line of lines) oracle.feed(line);
  return oracle.part();
};

/**
 * Two patients of one lane: each with two abnormal readings, one of them missed, and one that was refused. What the
 * system says that it offers leaves out what was used.
 */
const twoPatients = (): readonly HistoryLine[] => {
  const b = new HistoryBuilder();
  for (const patient of ['p1', 'p2']) {
    const order = b.order({ name: `${patient}-order`, patient });
    b.grant('glucose', patient);
    const noticed = b.reading({ name: `${patient}-noticed`, value: '212', patient });
    b.wait(40);
    b.seen(makeItem(noticed, order, `${patient}-item`));
    b.reading({ name: `${patient}-missed`, value: '250', patient });
    b.reading({ name: `${patient}-refused`, value: '120', patient }, { refusal: 'future-time' });
  }
  const capability = { fhirVersion: '4.0.1', interactions: [] };
  b.op({ op: 'capability.read' }, { lane: 'offer/fhir', output: { capability } });
  return b.drain();
};

const isOfFirst = (patient: string): boolean => patient.endsWith('|p1');
const FIRST: Share = { has: isOfFirst, leads: true };
const OTHERS: Share = { has: (patient) => !isOfFirst(patient), leads: false };

const said = ({ run, end, ledger, lanes, virtualTime, errors }: OracleResult) => ({
  run,
  end,
  requirements: ledger.requirements,
  ledgerLanes: ledger.lanes,
  broken: ledger.broken,
  lanes,
  virtualTime,
  errors,
});

test('two oracles with a share each of one history find together what one finds of all of it', () => {
  const lines = twoPatients();
  const together = resultOf([partOf(lines, FIRST), partOf(lines, OTHERS)]);
  expect(said(together)).toEqual(said(resultOf([partOf(lines)])));
  expect(together.ledger.broken.get('lane/fhir')?.get('ALR-01')).toBe(2);
  expect(together.errors).toEqual(new Map());
});

test('of each lane the operations, readings, refusals and items of all shares are summed up', () => {
  const lines = twoPatients();
  const { lanes } = resultOf([partOf(lines, FIRST), partOf(lines, OTHERS)]);
  expect(lanes.get('lane/fhir')).toEqual({ ops: 10, readings: 6, refused: 2, items: 2 });
  expect(lanes.get('sentinel')).toEqual({ ops: 3, readings: 1, refused: 0, items: 1 });
  expect([...lanes.keys()].sort()).toEqual(['lane/fhir', 'observer', 'offer/fhir', 'sentinel']);
});

test('the run and its end are told by the part that comes first', () => {
  const [first, second] = [partOf(new HistoryBuilder().end({ lag: 1 })), partOf(new HistoryBuilder().lines)];
  expect(resultOf([first, second])).toMatchObject({ run: first.run, end: { lag: 1 } });
  expect(resultOf([second, first]).end).toBeUndefined();
});

test.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('the time was virtual if it was in any share: %s and %s', (first, second) => {
  const part = partOf(new HistoryBuilder().end());
  const together = resultOf([
    { ...part, virtualTime: first },
    { ...part, virtualTime: second },
  ]);
  expect(together.virtualTime).toBe(first || second);
});

test.each([0, 1])('a judge that threw in one share (%i) is told of, and not asked about all shares', (failing) => {
  const lines = twoPatients();
  const [first, second] = [partOf(lines, FIRST), partOf(lines, OTHERS)];
  expect(resultOf([first, second]).ledger.requirements.get('FHR-01')?.broken).toBeGreaterThan(0);
  const errors = new Map([['FHR-01', 'a defect of ours']]);
  const together = resultOf(failing === 0 ? [{ ...first, errors }, second] : [first, { ...second, errors }]);
  expect(together.errors).toEqual(errors);
  expect(together.ledger.requirements.get('FHR-01')).toBeUndefined();
});
