import { describe, expect, test } from 'vitest';
import {
  HistoryBuilder,
  makeReading,
  type OpOptions,
  type ReadingInput,
  readingId,
} from '../history-builder.test-helper.ts';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import type { Reading } from '../../../contract/domain/index.ts';
import type { RunLine } from '../../history/lines.ts';
import type { TraceFact } from '../facts.ts';
import type { Expectation } from '../readings/expectation.ts';
import type { ObservedItem } from '../record/sighting.ts';
import { understood } from '../understood.test-helper.ts';
import { traceFacts } from './attempt-facts.ts';
import type { PatientCase } from './world.ts';

type Write = (b: HistoryBuilder) => void;
const caseOf = (write: Write, run: Partial<RunLine> = {}): PatientCase => {
  const b = new HistoryBuilder(run);
  write(b);
  return understood(b.lines);
};
const read = (
  b: HistoryBuilder,
  name: string,
  at?: string,
  more: Partial<ReadingInput> = {},
  options: OpOptions = {},
): Reading => b.reading({ name, value: '120', ...(at === undefined ? {} : { at }), ...more }, options);

describe('a trace of what had to be refused', () => {
  const factsOf = (patient: PatientCase): TraceFact[] =>
    traceFacts(patient, (key) => (key.endsWith('|r') ? [{} as ObservedItem] : []));
  const traces = (write: Write, run: Partial<RunLine> = {}): string[] =>
    factsOf(caseOf(write, run)).map((t: TraceFact) =>
      [
        t.reading.split('|')[1],
        t.causes.join('+'),
        ...(t.v2 ? ['v2'] : []),
        ...(t.items.length > 0 ? [`${t.items.length} items`] : []),
        ...(t.foundBy.length > 0 ? [`found by ${t.foundBy.map((op) => op.seq).join()}`] : []),
        ...(t.soughtBy.length > 0 ? [`sought by ${t.soughtBy.map((op) => op.seq).join()}`] : []),
        `lines ${t.lines.join()}`,
      ].join(', '),
    );
  const REFUSED: OpOptions = { outcome: 'refused' };
  const show = (
    b: HistoryBuilder,
    names: readonly string[],
    options: Parameters<HistoryBuilder['read']>[1] = {},
  ): void =>
    b.read(
      names.map((name) => ({ reading: makeReading({ name, value: '120' }) }) as never),
      options,
    );
  test('by whom it was sought and found, later than it was answered', () => {
    expect(
      traces((b) => {
        b.order();
        show(b, ['r']);
        read(b, 'r', undefined, {}, REFUSED);
        show(b, ['s', 'r']);
        show(b, ['s']);
        show(b, ['r'], { identifier: readingId('r') });
        show(b, ['r'], { identifier: readingId('s') });
        show(b, ['r'], { measure: 'glucose' });
        show(b, ['r'], { measure: 'weight' });
        show(b, ['r'], { outcome: 'unknown' });
      }),
    ).toEqual(['r, never-permitted, 1 items, found by 4,6,8, sought by 5, lines 3']);
  });
  test('of each attempt to file it, and one that came by HL7 v2', () => {
    expect(
      traces((b) => {
        b.order();
        const r = read(b, 's', undefined, {}, REFUSED);
        b.op({ op: 'reading.submit', reading: r }, { ...REFUSED, via: 'hl7v2' });
      }),
    ).toEqual(['s, never-permitted+never-permitted, v2, lines 2,3']);
  });
  test('none of what was filed, or is a tombstone', () => {
    expect(
      traces((b) => {
        b.order();
        b.grant();
        const r = read(b, 'r');
        b.op({ op: 'reading.submit', reading: { ...r, identifier: readingId('x'), status: 'entered-in-error' } });
      }),
    ).toEqual([]);
  });
  test('none of what had to be taken, or may have been, or came again after it was taken wrongly', () => {
    expect(
      traces((b) => {
        b.order();
        b.grant();
        read(b, 'r', undefined, {}, REFUSED);
        show(b, ['r']);
      }),
    ).toEqual([]);
    expect(
      traces((b) => {
        b.order();
        const r = read(b, 'r');
        b.op({ op: 'reading.submit', reading: r });
      }),
    ).toEqual([]);
  });
  test('none of an erasure that was refused', () => {
    expect(
      traces((b) => {
        b.order();
        const gone: Reading = { ...makeReading({ name: 'r', value: '120' }), status: 'entered-in-error' };
        b.op({ op: 'reading.submit', reading: gone, defect: { kind: 'time-without-offset' } }, REFUSED);
        show(b, ['r']);
      }),
    ).toEqual([]);
  });
  test('none of what some course files rightly, whatever the others make of it', () => {
    const patient = caseOf((b) => {
      b.order();
      b.grant();
      read(b, 'r');
    });
    const refused: Expectation = {
      accept: false,
      files: false,
      replay: false,
      storedAnswer: false,
      apart: false,
      apartBecause: [],
      reasons: [{ cause: 'never-permitted', codes: ['no-permission'], why: 'no' }],
    };
    const attempts = patient.attempts.map(({ op }) => ({ op, expectation: refused }));
    expect(factsOf({ ...patient, attempts })).toEqual([]);
    const filings = patient.filings.map((filing) => ({ ...filing, wrongful: true }));
    expect(factsOf({ ...patient, attempts, filings })).toHaveLength(1);
  });
  test('only by queries after each attempt, that were answered with readings', () => {
    expect(
      traces((b) => {
        b.order();
        const r = read(b, 's', undefined, {}, REFUSED);
        show(b, ['s']);
        b.op({ op: 'reading.submit', reading: r }, { ...REFUSED, took: 50 });
        show(b, ['s'], { ago: 20 });
        b.read(undefined as never);
        b.op({ op: 'reading.read', patient: r.patient });
        show(b, ['s']);
      }),
    ).toEqual(['s, never-permitted+never-permitted, found by 8, sought by 6,7, lines 2,4']);
  });
  test('says each reason once', () => {
    const why = (write: Write): string[] => factsOf(caseOf(write)).map((t) => t.why);
    expect(
      why((b) => {
        b.order();
        const r = read(b, 'r', undefined, {}, REFUSED);
        b.op({ op: 'reading.submit', reading: r }, REFUSED);
      }),
    ).toEqual(['gate 7: permission for glucose was never given']);
    expect(
      why((b) => {
        b.order();
        const r = read(b, 'r', undefined, {}, REFUSED);
        b.grant();
        b.permission('withdrawn');
        b.op({ op: 'reading.submit', reading: r }, REFUSED);
      }),
    ).toEqual([
      'gate 7: permission for glucose was never given; ' +
        'gate 7: permission for glucose was withdrawn at 1 January 2035 00:00:00.015 +00:00 (line 4)',
    ]);
  });
  const RUN = new HistoryBuilder().lines[0] as RunLine;
  const policies = (change: Partial<RunLine['policies']>): Partial<RunLine> => ({
    policies: { ...RUN.policies, ...change },
  });
  test('of a control result: no item, though it can be found where such are kept apart', () => {
    const sent: Write = (b) => {
      b.order();
      b.grant();
      const r: Reading = { ...makeReading({ name: 'r', value: '120', at: b.wall() }), code: CONTROL_SOLUTION };
      b.op({ op: 'reading.submit', reading: r });
      show(b, ['r']);
      show(b, []);
    };
    expect(traces(sent)).toEqual(['r, control-solution, 1 items, found by 4, sought by 5, lines 3']);
    const apart = policies({ control: 'store-apart' });
    expect(traces(sent, apart)).toEqual(['r, control-solution, 1 items, sought by 5, lines 3']);
  });
  test('of one from the future: no item, and it cannot be found, in quarantine or not', () => {
    const sent: Write = (b) => {
      b.order();
      b.grant();
      read(b, 'r', '2035-01-01T01:00:00Z');
      show(b, ['r']);
    };
    const trace = ['r, future, 1 items, found by 4, lines 3'];
    expect([traces(sent), traces(sent, policies({ future: 'quarantine' }))]).toEqual([trace, trace]);
  });
  test('of one that was refused once, and once kept apart', () => {
    const sent: Write = (b) => {
      b.order();
      const r: Reading = { ...makeReading({ name: 's', value: '120', at: b.wall() }), code: CONTROL_SOLUTION };
      b.op({ op: 'reading.submit', reading: r }, REFUSED);
      b.grant();
      b.op({ op: 'reading.submit', reading: r });
      show(b, ['s']);
    };
    expect(traces(sent, policies({ control: 'store-apart' }))).toEqual([
      's, never-permitted+control-solution, lines 2,4',
    ]);
  });
});
