import { describe, expect, test } from 'vitest';
import { keyOf } from '../../contract/domain/index.ts';
import type { OpLine } from '../history/lines.ts';
import { HistoryBuilder, patientId } from './history-builder.test-helper.ts';
import { Ledger, type Tally } from './ledger.ts';
import { Panel } from './panel.ts';
import type { Judge, Out } from './requirements/judge.ts';

const LANE = 'lane/fhir';
const IDS = ['LIM-01', 'LIM-02', 'LIM-03'];

/** Those of three names that are judges, to do `ask` about a fact. */
const three = <T>(panel: Panel, ask: (judge: Judge, fact: T, out: Out) => void) =>
  panel.asked<T>((judge) => (IDS.includes(judge.id) ? (fact, out) => ask(judge, fact, out) : undefined));

const brokenBy = (out: Out): void =>
  out.report({
    lane: LANE,
    polarity: 'must',
    outcome: 'broken',
    subject: { patient: keyOf(patientId()) },
    expected: () => 'one',
    observed: () => 'none',
    lines: [1],
  });

const countsOf = (tally: Tally | undefined) =>
  tally && { must: tally.must, may: tally.may, overflow: tally.overflow, broken: tally.broken };

describe('a fact', () => {
  test('is put to every judge that it concerns, in their order, before the next one is', () => {
    const told: string[] = [];
    const panel = new Panel(new Ledger());
    const seats = three<number>(panel, ({ id }, fact) => told.push(`${fact} to ${id}`));
    panel.putAll(seats, [1, 2]);
    expect(told).toEqual([1, 2].flatMap((fact) => IDS.map((id) => `${fact} to ${id}`)));
    expect(panel.errors.size).toBe(0);
  });

  test('leaves what is found under the name of the judge', () => {
    const ledger = new Ledger();
    const panel = new Panel(ledger);
    panel.put(
      three(panel, ({ id }, _fact, out) => (id === 'LIM-02' ? brokenBy(out) : undefined)),
      0,
    );
    expect([...ledger.requirements].map(([id, tally]) => [id, countsOf(tally)])).toEqual([
      ['LIM-02', { must: 1, may: 0, overflow: 0, broken: 1 }],
    ]);
  });
});

describe('a judge that throws', () => {
  test.each([
    ['an error', new TypeError('a defect of ours'), 'a defect of ours'],
    ['anything else', 'a bare text', 'a bare text'],
  ])('%s is named with it and asked no more, and the others go on', (_what, thrown, text) => {
    const told: string[] = [];
    const panel = new Panel(new Ledger());
    const seats = three<number>(panel, ({ id }, fact) => {
      told.push(`${fact} to ${id}`);
      if (id === 'LIM-02') throw thrown;
    });
    panel.putAll(seats, [1, 2]);
    expect(told).toEqual(['1 to LIM-01', '1 to LIM-02', '1 to LIM-03', '2 to LIM-01', '2 to LIM-03']);
    expect([...panel.errors]).toEqual([['LIM-02', text]]);
  });

  test('before, in a share of the history, is asked no more either', () => {
    const told: string[] = [];
    const panel = new Panel(new Ledger(), new Map([['LIM-02', 'a defect of ours']]));
    panel.put(
      three(panel, ({ id }) => told.push(id)),
      0,
    );
    expect(told).toEqual(['LIM-01', 'LIM-03']);
    expect([...panel.errors]).toEqual([['LIM-02', 'a defect of ours']]);
  });
});

describe('of a patient with more states than are followed', () => {
  /** What one judge's findings come to, put beyond the states that are followed or not. */
  const found = (isBeyond: boolean, find: (out: Out) => void) => {
    const ledger = new Ledger();
    const panel = new Panel(ledger);
    const seats = panel.asked<number>(({ id }) => (id === 'LIM-02' ? (_fact, out) => find(out) : undefined));
    panel.beyond(isBeyond, () => panel.put(seats, 0));
    return countsOf(ledger.requirements.get('LIM-02'));
  };
  const LEFT_OPEN = { must: 0, may: 1, overflow: 1, broken: 0 };

  test('a report is MAY and overflow, and of any other patient what it says', () => {
    expect(found(true, brokenBy)).toEqual(LEFT_OPEN);
    expect(found(false, brokenBy)).toEqual({ must: 1, may: 0, overflow: 0, broken: 1 });
  });

  test('what is MAY is overflow too, and of any other patient only where the judge says so', () => {
    expect(found(true, (out) => out.may(LANE))).toEqual(LEFT_OPEN);
    expect(found(false, (out) => out.may(LANE))).toEqual({ must: 0, may: 1, overflow: 0, broken: 0 });
    expect(found(false, (out) => out.may(LANE, 'too-many-states'))).toEqual(LEFT_OPEN);
  });

  test('what was met is counted once as MAY, without a report, and of any other patient is to be reported first', () => {
    const answers: boolean[] = [];
    const met = (out: Out): void => void answers.push(out.met(LANE, 'must'));
    expect(found(true, met)).toEqual(LEFT_OPEN);
    expect(found(false, met)).toEqual({ must: 0, may: 0, overflow: 0, broken: 0 });
    expect(answers).toEqual([true, false]);
  });

  test('it ends with what was put', () => {
    const ledger = new Ledger();
    const panel = new Panel(ledger);
    const seats = panel.asked<number>(({ id }) => (id === 'LIM-02' ? (_fact, out) => brokenBy(out) : undefined));
    panel.beyond(true, () => panel.put(seats, 0));
    panel.put(seats, 0);
    expect(countsOf(ledger.requirements.get('LIM-02'))).toEqual({ must: 1, may: 1, overflow: 1, broken: 1 });
  });
});

describe('what only all patients together show', () => {
  const statement = (interactions: string[]): OpLine =>
    new HistoryBuilder().op(
      { op: 'capability.read' },
      { output: { capability: { fhirVersion: '4.0.1', interactions } } },
    );

  test('is gathered by the judges that do so, by their names, from operations as they come', () => {
    const panel = new Panel(new Ledger());
    panel.answer(statement(['Task.search']));
    const gathered = panel.gathered();
    expect([...gathered.keys()].sort()).toEqual(['CLK-01', 'FHR-01', 'ORD-03']);
    expect(gathered.get('FHR-01')).toMatchObject({ statements: [{ capability: { interactions: ['Task.search'] } }] });
    expect(panel.errors.size).toBe(0);
  });

  test('is found once of all shares, each judge with what its likes have gathered', () => {
    const shares = [statement([]), statement([])].map((op) => {
      const share = new Panel(new Ledger());
      share.answer(op);
      return share.gathered();
    });
    const ledger = new Ledger();
    const panel = new Panel(ledger);
    panel.finish(shares);
    expect(panel.errors.size).toBe(0);
    expect(countsOf(ledger.requirements.get('FHR-01'))).toEqual({ must: 2, may: 0, overflow: 0, broken: 0 });
  });
});
