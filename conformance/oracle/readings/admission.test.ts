import { describe, expect, test } from 'vitest';
import type { Policies, RunLine } from '../../history/lines.ts';
import { HistoryBuilder, makeReading, patientId } from '../history-builder.test-helper.ts';
import { patientCase } from '../derive/patient-case.ts';
import type { PatientCase } from '../derive/world.ts';
import { Recorder } from '../record/recorder.ts';
import { keyOf } from '../../../contract/domain/index.ts';
import { mustAccept, mustRefuse } from './expectation.ts';

const understand = (builder: HistoryBuilder, patient = 'p1'): PatientCase => {
  const [run] = builder.lines;
  if (run?.kind !== 'run') throw new Error('no run');
  const recorder = new Recorder(run);
  for (const line of builder.lines) {
    if (line.kind === 'op') recorder.op(line);
    if (line.kind === 'seen') recorder.seen(line);
  }
  const { patients } = recorder.settle();
  const record = patients.find((p) => p.key === keyOf(patientId(patient)));
  if (record === undefined) throw new Error('no patient');
  const foreign = (key: string) =>
    recorder.submissionsUnder(key).filter((op) => keyOf(op.act.reading.patient) !== record.key);
  return patientCase(record, run.policies, foreign);
};

/** What must become of the last attempt: `accept`, `replay`, `refuse CAUSE`, or `may CAUSE`. */
const last = (write: (b: HistoryBuilder) => void, run: Partial<RunLine> = {}): string => {
  const builder = new HistoryBuilder(run);
  write(builder);
  const attempt = understand(builder).attempts.at(-1);
  if (attempt === undefined) return 'nothing';
  const { expectation: e } = attempt;
  const word = mustAccept(e) ? (e.replay ? 'replay' : 'accept') : mustRefuse(e) ? 'refuse' : 'may';
  return [word, ...new Set(e.reasons.map((r) => r.cause))].join(' ');
};
const policies = (p: Partial<Policies>): Partial<RunLine> => ({
  policies: {
    backfill: 'since-order-start',
    afterEnd: 'accept',
    control: 'refuse',
    future: 'refuse',
    duplicates: 'server-side',
    backdateDays: 30,
    ...p,
  },
});
const ready = (b: HistoryBuilder): HistoryBuilder => {
  b.order();
  b.grant();
  return b.wait(100);
};
const R = { name: 'r', value: '120' };

describe('gate 1: content', () => {
  test.each([
    [{ kind: 'time-without-offset' } as const, 'refuse no-offset'],
    [{ kind: 'unknown-unit', unit: 'mgdl' } as const, 'refuse unknown-unit'],
    [{ kind: 'bad-number', text: '12x' } as const, 'refuse bad-number'],
    [{ kind: 'message-type', type: 'ORU^R99' } as const, 'refuse message-type'],
    [{ kind: 'sender-of', patient: patientId('p2') } as const, 'refuse other-patient'],
  ])('%j: %s', (defect, expected) => {
    expect(last((b) => ready(b).op({ op: 'reading.submit', reading: makeReading(R), defect }))).toBe(expected);
  });

  test.each([
    [{ code: { system: 'http://loinc.org', code: '14743-9' } }, 'refuse unit-mismatch'],
    [{ code: { system: 'http://loinc.org', code: '99504-3' } }, 'refuse unknown-code'],
    [{ code: { system: 'urn:iso:std:iso:11073:10101', code: '160208' } }, 'refuse control-solution'],
    [{ code: { system: 'urn:iso:std:iso:11073:10101', code: '160184' } }, 'accept'],
    [{ result: { kind: 'value', quantity: { value: '-1', unit: 'mg/dL' } } } as const, 'refuse bad-number'],
    [{ result: { kind: 'absent', reason: 'error' } } as const, 'accept'],
    [{ status: 'preliminary' } as const, 'accept'],
  ])('%j: %s', (more, expected) => {
    expect(last((b) => ready(b).op({ op: 'reading.submit', reading: { ...makeReading(R), ...more } }))).toBe(expected);
  });

  test('comes before everything else', () => {
    expect(
      last((b) => b.op({ op: 'reading.submit', reading: makeReading(R), defect: { kind: 'time-without-offset' } })),
    ).toBe('refuse no-offset');
  });
});

describe('gate 2: the patient', () => {
  const patient = {
    identifier: patientId(),
    family: 'F',
    given: 'G',
    gender: 'unknown',
    birthDate: '1970-01-01',
  } as const;
  test('announced and taken, he is known', () => {
    expect(last((b) => (b.op({ op: 'person.patient', patient }), ready(b).reading(R)))).toBe('accept');
  });
  test('announced and never answered, he may be unknown', () => {
    expect(last((b) => (b.op({ op: 'person.patient', patient }, { outcome: 'unknown' }), ready(b).reading(R)))).toBe(
      'may unknown-patient',
    );
  });
});

const unknownThenWithdrawn = (b: HistoryBuilder): void => {
  ready(b).reading({ ...R, at: '2035-01-01T00:00:00Z' }, { outcome: 'unknown' });
  b.permission('withdrawn');
  b.wait(10).reading({ ...R, at: '2035-01-01T00:00:00Z' });
};

const usedByAnother = (b: HistoryBuilder): void => {
  b.order({ name: 'o2', patient: 'p2' });
  b.grant('glucose', 'p2');
  b.reading({ ...R, patient: 'p2' });
  ready(b).reading(R);
};

describe('gate 3: identity', () => {
  test('equal content is a replay, whatever order and permission say now', () => {
    expect(
      last(
        (b) => (
          ready(b).reading({ ...R, at: b.wall() }),
          b.permission('withdrawn'),
          b.reading({ ...R, at: '2035-01-01T00:00:00.110Z' })
        ),
      ),
    ).toBe('replay');
  });
  test('the number counts, not its digits; the instant, not its offset', () => {
    const first = makeReading({ ...R, at: '2035-01-01T00:00:00Z' });
    const again = { ...makeReading({ ...R, value: '120.0', at: '2035-01-01T01:00:00+01:00' }) };
    expect(
      last(
        (b) => (ready(b).op({ op: 'reading.submit', reading: first }), b.op({ op: 'reading.submit', reading: again })),
      ),
    ).toBe('replay');
  });
  test('other content is a conflict', () => {
    expect(
      last(
        (b) => (
          ready(b).reading({ ...R, at: '2035-01-01T00:00:00Z' }),
          b.reading({ ...R, value: '121', at: '2035-01-01T00:00:00Z' })
        ),
      ),
    ).toBe('refuse conflict');
  });
  test('after an unknown attempt it may be a replay or the first', () => {
    expect(
      last(
        (b) => (
          ready(b).reading({ ...R, at: '2035-01-01T00:00:00Z' }, { outcome: 'unknown' }),
          b.reading({ ...R, at: '2035-01-01T00:00:00Z' })
        ),
      ),
    ).toBe('replay');
  });
  test('after an unknown attempt and a withdrawal either answer is right', () => {
    expect(last(unknownThenWithdrawn)).toBe('may withdrawn');
  });
  test('refusals are not remembered', () => {
    expect(
      last(
        (b) => (
          b.order(),
          b.reading({ ...R, at: '2035-01-01T00:00:00Z' }, { refusal: 'no-permission' }),
          b.grant(),
          b.wait(10).reading({ ...R, at: '2035-01-01T00:00:00Z' })
        ),
      ),
    ).toBe('accept');
  });
  test("another patient's identifier is a conflict", () => {
    expect(last(usedByAnother)).toBe('refuse conflict');
  });
  test.each([
    ['the same device, second and value', { device: 'd1' }, 'replay'],
    ['another value', { device: 'd1', value: '121' }, 'accept'],
    ['another device', { device: 'd2' }, 'accept'],
    ['no device', {}, 'accept'],
    ['the next second', { device: 'd1', at: '2035-01-01T00:00:01Z' }, 'accept'],
    ['the same second', { device: 'd1', at: '2035-01-01T00:00:00.900Z' }, 'replay'],
  ] as const)('another identifier: %s', (_name, more, expected) => {
    const base = { ...R, device: 'd1', at: '2035-01-01T00:00:00Z' };
    expect(
      last(
        (b) => (
          ready(b).reading(base),
          b.reading({ name: 'other', value: '120', at: '2035-01-01T00:00:00Z', ...more })
        ),
      ),
    ).toBe(expected);
  });
  test('differing sequence numbers keep two readings apart', () => {
    const one = { ...makeReading({ ...R, device: 'd1' }), sequenceNumber: 1 };
    const two = { ...makeReading({ ...R, name: 's', device: 'd1' }), sequenceNumber: 2 };
    expect(
      last((b) => (ready(b).op({ op: 'reading.submit', reading: one }), b.op({ op: 'reading.submit', reading: two }))),
    ).toBe('accept');
  });
});

describe('gate 5: the future, by the clock of the SUT', () => {
  test.each([
    [4 * 60_000, 'accept'],
    [5 * 60_000, 'may future'],
    [5 * 60_000 + 2000, 'refuse future'],
  ])('%d ms ahead: %s', (ahead, expected) => {
    expect(last((b) => ready(b).reading({ ...R, at: b.wall(ahead) }))).toBe(expected);
  });
  test('virtual time is what counts', () => {
    expect(
      last((b) => (ready(b).advance('2035-01-03T00:00:00Z'), b.reading({ ...R, at: '2035-01-03T00:00:00Z' }))),
    ).toBe('accept');
    expect(last((b) => ready(b).reading({ ...R, at: '2035-01-03T00:00:00Z' }))).toBe('refuse future');
  });
  test('quarantine accepts and files nothing', () => {
    const builder = new HistoryBuilder(policies({ future: 'quarantine' }));
    ready(builder).reading({ ...R, at: '2035-01-03T00:00:00Z' });
    expect(understand(builder).attempts.at(-1)?.expectation).toMatchObject({ accept: true, files: false });
  });
});

const permitted = (b: HistoryBuilder): void => b.grant();

const duringAHold = (b: HistoryBuilder): void => {
  ready(b).changeOrder({ status: 'on-hold', from: '2034-12-31T23:58:00Z' }, { took: 100 });
  b.reading(R, { ago: 50, took: 10 });
};

const afterTheEnd = (b: HistoryBuilder): void => {
  b.order({ end: '2035-01-02T00:00:00Z' });
  b.grant();
  b.advance('2035-01-02T06:00:00Z');
  b.reading({ ...R, at: '2035-01-01T22:00:00Z' });
};

describe('gate 6: the order', () => {
  test.each<[string, (b: HistoryBuilder) => void, string]>([
    ['none', () => undefined, 'refuse no-order'],
    [
      'of another measure',
      (b) => b.order({ measure: 'weight', limits: [{ tier: 'reference', high: '95' }] }),
      'refuse other-measure-ordered',
    ],
    ['refused', (b) => b.order({}, { outcome: 'refused' }), 'refuse no-order'],
    ['never answered', (b) => b.order({}, { outcome: 'unknown' }), 'may not-begun'],
    ['a draft', (b) => b.order({ status: 'draft' }), 'refuse draft'],
    ['not yet begun', (b) => b.order({ start: '2035-01-02T00:00:00Z' }), 'refuse not-begun'],
    ['ended', (b) => b.order({ end: '2034-12-31T23:00:00Z' }), 'refuse ended'],
    [
      'on hold',
      (b) => (b.order(), b.changeOrder({ status: 'on-hold', from: '2034-12-31T23:58:00Z' })),
      'refuse on-hold',
    ],
    ['revoked', (b) => (b.order(), b.changeOrder({ status: 'revoked', from: '2034-12-31T23:58:00Z' })), 'refuse ended'],
    ['entered in error', (b) => (b.order(), b.changeOrder({ status: 'entered-in-error' })), 'refuse in-error'],
    [
      'resumed',
      (b) => (
        b.order(),
        b.changeOrder({ status: 'on-hold', from: '2034-12-31T23:57:00Z' }),
        b.changeOrder({ from: '2034-12-31T23:59:00Z' })
      ),
      'accept',
    ],
    [
      'one active beside one revoked',
      (b) => (b.order({ name: 'a', status: 'revoked' }), b.order({ name: 'b' })),
      'accept',
    ],
  ])('%s', (_name, write, expected) => {
    expect(last((b) => (permitted(b), write(b), b.wait(10).reading(R)))).toBe(expected);
  });

  test('a reading of before the hold is accepted during it', () => {
    expect(
      last(
        (b) => (
          ready(b),
          b.changeOrder({ status: 'on-hold' }),
          b.wait(10).reading({ ...R, at: '2034-12-31T22:00:00Z' })
        ),
      ),
    ).toBe('accept');
  });
  test('a hold that is being taken meets the reading or not', () => {
    expect(last(duringAHold)).toBe('may on-hold');
  });
  test.each([
    ['accept', 'accept'],
    ['refuse', 'refuse after-end'],
  ] as const)('after the end, for a time inside it, by policy %s: %s', (afterEnd, expected) => {
    expect(last(afterTheEnd, policies({ afterEnd }))).toBe(expected);
  });
});

describe('gate 7: permission, by submission', () => {
  test.each<[string, (b: HistoryBuilder) => void, string]>([
    ['never', () => undefined, 'refuse never-permitted'],
    ['of another type', (b) => b.grant('weight'), 'refuse other-type-permitted'],
    ['granted', (b) => b.grant(), 'accept'],
    ['withdrawn', (b) => (b.grant(), b.permission('withdrawn')), 'refuse withdrawn'],
    ['granted again', (b) => (b.grant(), b.permission('withdrawn'), b.grant()), 'accept'],
    ['refused by the SUT', (b) => b.grant('glucose', 'p1', { outcome: 'refused' }), 'refuse never-permitted'],
    ['never answered', (b) => b.grant('glucose', 'p1', { outcome: 'unknown' }), 'may never-permitted'],
    [
      'an unknown withdrawal can land late',
      (b) => (b.grant(), b.permission('withdrawn', 'glucose', 'p1', { outcome: 'unknown' }), b.grant()),
      'may withdrawn',
    ],
  ])('%s', (_name, write, expected) => {
    expect(last((b) => (b.order(), write(b), b.wait(10).reading(R)))).toBe(expected);
  });
  test.each([
    ['since-order-start', 'accept'],
    ['none', 'refuse before-grant'],
  ] as const)('measured before the grant, by policy %s: %s', (backfill, expected) => {
    expect(last((b) => (ready(b), b.reading({ ...R, at: '2034-12-31T22:00:00Z' })), policies({ backfill }))).toBe(
      expected,
    );
  });
});

const filings = (write: (b: HistoryBuilder) => void) => {
  const builder = new HistoryBuilder();
  write(builder);
  return understand(builder).filings;
};

describe('what is filed', () => {
  test('once, however often it is sent', () => {
    const [only, ...others] = filings(
      (b) => (ready(b).reading({ ...R, at: '2035-01-01T00:00:00Z' }), b.reading({ ...R, at: '2035-01-01T00:00:00Z' })),
    );
    expect(only?.attempts).toHaveLength(2);
    expect(others).toEqual([]);
  });
  test('nothing of a refusal or a conflict', () => {
    expect(filings((b) => ready(b).reading(R, { refusal: 'scope' }))).toEqual([]);
    expect(
      filings(
        (b) => (
          ready(b).reading({ ...R, at: '2035-01-01T00:00:00Z' }),
          b.reading({ ...R, value: '1', at: '2035-01-01T00:00:00Z' })
        ),
      ),
    ).toHaveLength(1);
  });
  test('an unknown attempt is settled by an item about it', () => {
    const [only] = filings((b) => {
      const order = b.order();
      b.grant();
      const reading = b.reading({ ...R, value: '250' }, { outcome: 'unknown' });
      b.wait(50).seen({
        identifier: { system: 's', value: 'i' },
        version: 1,
        kind: 'abnormal',
        status: 'new',
        patient: order.patient,
        order: order.identifier,
        recipient: order.responsible,
        reading: reading.identifier,
        interpretation: ['H'],
        history: [],
      });
    });
    expect(only?.evidence).toMatchObject({ mono: 65_000_000 });
  });
});
