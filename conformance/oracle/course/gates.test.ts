import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import { keyOf, type Reading } from '../../../contract/domain/index.ts';
import { makeReading, OKAFOR, patientId, reference } from '../history-builder.test-helper.ts';
import type { Ambience } from './ambience.ts';
import type { SubmitOp } from './filing.ts';
import { freedBy } from './identity.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, Played, played } from './played.test-helper.ts';
import type { Step } from './step.ts';

const policies = (more: Partial<Ambience['policies']>): Partial<Ambience> => ({
  policies: {
    backfill: 'since-order-start',
    afterEnd: 'accept',
    control: 'refuse',
    future: 'refuse',
    duplicates: 'server-side',
    backdateDays: 30,
    ...more,
  },
});
const filed = (p: Played): string[] =>
  [...p.course.state.filings.values()].map(
    (f) => `${f.key.split('|')[1]}${f.apart ? ' apart' : ''}${f.wrongful ? ' wrongful' : ''}`,
  );

describe('gates 1 and 2', () => {
  test('content goes before the patient, the patient before identity', () => {
    const p = played({}, { announced: true, foreign: () => 'yes' });
    const reading = makeReading({ name: 'r', value: '120', at: p.wall() });
    p.do({ op: 'reading.submit', reading, defect: { kind: 'unknown-unit', unit: 'x' } }, { outcome: 'refused' });
    expect(p.said).toBe('refuse unknown-unit (unknown-unit)');
    p.do({ op: 'reading.submit', reading, defect: { kind: 'sender-of', patient: patientId('p2') } });
    expect(p.said).toBe('refuse other-patient (patient-not-authorised)');
    p.do({ op: 'reading.submit', reading });
    expect(p.said).toBe('refuse unknown-patient (patient-not-authorised)');
    p.do({ op: 'person.patient', patient: { identifier: patientId() } as never });
    p.do({ op: 'reading.submit', reading }, { via: 'hl7v2' });
    expect(p.said).toBe('refuse conflict (identifier-conflict)');
    p.do({ op: 'reading.submit', reading }, { via: 'fhir' });
    expect(p.said).toBe('refuse or stored conflict (identifier-conflict)');
    // Taken all the same, none of these counts as filed.
    expect(filed(p)).toEqual([]);
  });

  test('another patient who was told of is not this one', () => {
    const p = played({}, { announced: true });
    p.do({ op: 'person.patient', patient: { identifier: patientId('p2') } as never });
    p.reading({ name: 'r', value: '120' }, { outcome: 'refused' });
    expect(p.said).toBe('refuse unknown-patient (patient-not-authorised)');
  });
});

describe('sources', () => {
  const gateway = { system: 'urn:example:client', value: 'gateway' };
  const submit = (p: Played, more = {}): string => {
    p.do(
      { op: 'reading.submit', reading: makeReading({ name: 'r', value: '120', at: p.wall() }), ...more },
      { outcome: 'refused' },
    );
    return p.said;
  };

  test('are admitted for a measure and until an instant, which is not theirs any more', () => {
    const p = played({}, { admitsSources: true });
    const set = (status: 'admitted' | 'withdrawn', measure: 'glucose' | 'weight'): void => {
      p.do({
        op: 'source.set',
        status,
        source: { identifier: gateway, measures: [measure], expires: p.wall(HOUR_MS) },
      });
    };
    const said = [submit(p), submit(p, { source: gateway })];
    set('admitted', 'weight');
    said.push(submit(p, { source: gateway }));
    set('withdrawn', 'glucose');
    said.push(submit(p, { source: gateway }));
    set('admitted', 'glucose');
    p.wait(HOUR_MS - 1);
    expect(submit(p, { source: gateway })).toBe('accept');
    p.wait(1);
    expect([...said, submit(p, { source: gateway })]).toEqual(
      Array.from({ length: 5 }, () => 'refuse source (source-not-admitted)'),
    );
  });

  test('go before everything else', () => {
    const p = played({}, { admitsSources: true });
    expect(submit(p, { defect: { kind: 'unknown-unit', unit: 'x' } })).toBe('refuse source (source-not-admitted)');
  });
});

describe('gate 4: control solution', () => {
  const control = (p: Played, name = 'r'): Reading => ({
    ...makeReading({ name, value: '250', at: p.wall() }),
    code: CONTROL_SOLUTION,
  });

  test('is refused, or kept apart, by the policy; it then has an identity and raises nothing', () => {
    const refusing = played();
    refusing.do({ op: 'reading.submit', reading: control(refusing) });
    expect([refusing.said, filed(refusing)]).toEqual(['refuse control-solution (control-solution)', []]);
    const storing = played({}, policies({ control: 'store-apart' }));
    const reading = control(storing);
    storing.do({ op: 'reading.submit', reading });
    expect([storing.said, filed(storing)]).toEqual(['accept apart control-solution (control-solution)', ['r apart']]);
    storing.do({ op: 'reading.submit', reading });
    expect(storing.said).toBe('accept replay');
    expect([storing.items, [...storing.course.timeline.between(0n, 1n << 80n)]]).toEqual([[], []]);
  });

  test('is stored apart only where the later gates let it in', () => {
    const p = played({}, policies({ control: 'store-apart' }));
    p.permission('withdrawn');
    p.do({ op: 'reading.submit', reading: control(p) }, { outcome: 'refused' });
    expect([p.said, filed(p)]).toEqual(['refuse withdrawn (no-permission)', []]);
  });
});

describe('gate 5: future', () => {
  test('5 minutes ahead are let in, more are not; refused or quarantined, for good', () => {
    const refusing = played();
    refusing.reading({ name: 'a', value: '250', at: refusing.wall(5 * MINUTE_MS) });
    expect(refusing.said).toBe('accept');
    refusing.reading({ name: 'b', value: '250', at: refusing.wall(5 * MINUTE_MS + 1) });
    expect(refusing.said).toBe('refuse future (future-time)');
    const keeping = played({}, policies({ future: 'quarantine' }));
    keeping.reading({ name: 'b', value: '250', at: keeping.wall(5 * MINUTE_MS + 1) });
    expect([keeping.said, filed(keeping), keeping.items]).toEqual(['accept apart future (future-time)', [], []]);
  });

  test('goes before order and permission', () => {
    const p = new Played();
    p.reading({ name: 'b', value: '250', at: p.wall(HOUR_MS) }, { outcome: 'refused' });
    expect(p.said).toBe('refuse future (future-time)');
  });

  test('a correction passes it anew where it moves the reading, and gate 6; one that does not passes both', () => {
    const p = played({ end: '2035-01-01T02:00:00Z' });
    const r = p.reading({ name: 'r', value: '120' });
    p.again(r, { status: 'corrected', effective: p.wall(5 * MINUTE_MS + 1) }, { outcome: 'refused' });
    expect(p.said).toBe('refuse future (future-time)');
    p.again(r, { status: 'corrected', effective: '2034-12-30T00:00:00Z' }, { outcome: 'refused' });
    expect(p.said).toBe('refuse not-begun (no-active-order)');
    p.again(r, { status: 'corrected', effective: p.wall(5 * MINUTE_MS) });
    expect(p.said).toBe('accept');
    p.change({ end: '2035-01-01T02:00:00Z', status: 'entered-in-error' });
    p.permission('withdrawn');
    p.again(r, { status: 'corrected', effective: p.wall(5 * MINUTE_MS), value: '130' });
    expect(p.said).toBe('accept');
    p.again(r, { status: 'corrected', effective: p.wall(MINUTE_MS), value: '130' }, { outcome: 'refused' });
    expect(p.said).toBe('refuse in-error (no-active-order)');
  });
});

describe('gate 6: an active order', () => {
  const said = (p: Played, at?: string): string => {
    p.reading(
      { name: `r${p.rulings.length}`, value: '120', ...(at === undefined ? {} : { at }) },
      { outcome: 'refused' },
    );
    return p.said;
  };
  const no = (cause: string): string => `refuse ${cause} (no-active-order)`;

  test('there is none, or one for the other measure alone', () => {
    const none = new Played();
    none.permission('granted');
    expect(said(none)).toBe(no('no-order'));
    const other = new Played({ otherMeasureOrdered: () => true });
    other.permission('granted');
    expect(said(other)).toBe(no('other-measure-ordered'));
  });

  test('not begun, drafted, on hold, ended, in error', () => {
    const p = played({ start: '2035-01-01T01:00:00Z', end: '2035-01-02T00:00:00Z', status: 'draft' });
    const input = { start: '2035-01-01T01:00:00Z', end: '2035-01-02T00:00:00Z' };
    expect(said(p)).toBe(no('not-begun'));
    p.wait(HOUR_MS);
    expect(said(p)).toBe(no('draft'));
    p.change(input);
    expect([said(p), said(p, p.wall(-1))]).toEqual(['accept', no('draft')]);
    p.wait(1000);
    p.change({ ...input, status: 'on-hold' });
    expect([said(p), said(p, p.wall(-1))]).toEqual([no('on-hold'), 'accept']);
    p.wait(1000);
    p.change(input);
    expect([said(p), said(p, p.wall(-1))]).toEqual(['accept', no('on-hold')]);
    p.wait(DAY_MS);
    expect([said(p), said(p, '2035-01-02T00:00:00Z'), said(p, '2035-01-01T23:59:59.999Z')]).toEqual([
      'refuse ended (no-active-order, after-order-end)',
      'refuse ended (no-active-order, after-order-end)',
      'accept',
    ]);
    p.change({ ...input, status: 'entered-in-error' });
    expect(said(p, '2035-01-01T23:59:59.999Z')).toBe(no('in-error'));
  });

  test('of several the reason that tells most is told', () => {
    const p = played();
    p.wait(1000);
    const causes = (['entered-in-error', 'draft', 'completed', 'on-hold'] as const).map((status, i) => {
      const name = `n${i}`;
      if (status === 'draft') p.order({ name, status });
      else {
        p.order({ name });
        p.change({ name, status });
      }
      if (i === 0) p.change({ status: 'entered-in-error' });
      p.wait(1000);
      return said(p);
    });
    expect(causes).toEqual([
      no('in-error'),
      no('draft'),
      'refuse ended (no-active-order, after-order-end)',
      no('on-hold'),
    ]);
    p.order({ name: 'late', start: p.wall(HOUR_MS) });
    expect(said(p)).toBe(no('on-hold'));
  });

  test('any active one admits', () => {
    const p = played();
    p.order({ name: 'o2', status: 'draft' });
    p.order({ name: 'o3', start: p.wall(HOUR_MS) });
    expect(said(p)).toBe('accept');
  });

  test('after the end, for a time inside it, as the policy says; another order may admit', () => {
    const input = { end: '2035-01-01T01:00:00Z' };
    const accepting = played(input);
    const refusing = played(input, policies({ afterEnd: 'refuse' }));
    for (const p of [accepting, refusing]) p.wait(HOUR_MS - 1001);
    expect([accepting, refusing].map((p) => said(p, p.wall(-1)))).toEqual(['accept', 'accept']);
    for (const p of [accepting, refusing]) p.wait(1);
    expect([accepting, refusing].map((p) => said(p, p.wall(-1)))).toEqual([
      'accept',
      'refuse after-end (after-order-end, no-active-order)',
    ]);
    refusing.order({ name: 'o2' });
    expect(said(refusing, refusing.wall(-2))).toBe('accept');
  });

  test('an order that was revoked has ended, one that will be has not', () => {
    const p = played({}, policies({ afterEnd: 'refuse' }));
    p.change({ status: 'revoked', from: p.wall(HOUR_MS) });
    expect(said(p, p.wall(-1))).toBe('accept');
    p.wait(HOUR_MS);
    expect(said(p, p.wall(-1))).toBe('refuse after-end (after-order-end, no-active-order)');
    const now = played({}, policies({ afterEnd: 'refuse' }));
    now.change({ status: 'completed' });
    expect(said(now, now.wall(-1))).toBe('refuse after-end (after-order-end, no-active-order)');
  });
});

describe('gate 7: permission', () => {
  const said = (p: Played, at?: string): string => {
    p.reading(
      { name: `r${p.rulings.length}`, value: '120', ...(at === undefined ? {} : { at }) },
      { outcome: 'refused' },
    );
    return p.said;
  };

  test('was never given, or for another type alone; withdrawn; the last decision counts', () => {
    const p = new Played();
    p.order();
    expect(said(p)).toBe('refuse never-permitted (no-permission)');
    p.permission('granted');
    expect(said(p)).toBe('accept');
    p.wait(1000);
    p.permission('withdrawn');
    expect([said(p), said(p, p.wall(-500))]).toEqual([
      'refuse withdrawn (no-permission)',
      'refuse withdrawn (no-permission)',
    ]);
    p.permission('granted');
    expect(said(p)).toBe('accept');
    const other = new Played({ otherMeasurePermitted: () => true });
    other.order();
    expect(said(other)).toBe('refuse other-type-permitted (no-permission)');
  });

  test('what was measured before the latest grant goes by the policy', () => {
    const filling = played();
    const none = played({}, policies({ backfill: 'none' }));
    const at = '2035-01-01T00:00:00Z';
    expect([said(filling, '2034-12-31T23:59:59.999Z'), said(none, at), said(none, '2034-12-31T23:59:59.999Z')]).toEqual(
      ['accept', 'accept', 'refuse before-grant (before-grant)'],
    );
  });

  test('comes after the order', () => {
    expect(said(new Played())).toBe('refuse no-order (no-active-order)');
  });
});

describe('identity', () => {
  const value = (text: string): Partial<Reading> => ({ result: makeReading({ name: 'x', value: text }).result });

  test('replay, conflict, correction, erasure, and what may follow them', () => {
    const p = played();
    const steps: string[] = [];
    const r = p.reading({ name: 'r', value: '160', status: 'preliminary' });
    const say = (more: Partial<Reading>): void => {
      p.wait(1000);
      p.again(r, more, { via: 'hl7v2', outcome: 'ok' });
      steps.push(p.said);
    };
    say({});
    say({ ...value('161') });
    say({ ...value('161'), status: 'final' });
    say({ ...value('162'), status: 'final' });
    say({ ...value('160') });
    say({ ...value('163'), status: 'corrected' });
    say({ ...value('164'), status: 'final' });
    say({ ...value('161'), status: 'final' });
    say({ ...value('165'), status: 'preliminary' });
    say({ status: 'entered-in-error' });
    say({ ...value('1'), status: 'entered-in-error' });
    say({ ...value('163'), status: 'corrected' });
    say({ ...value('164'), status: 'corrected' });
    const conflict = 'refuse conflict (identifier-conflict)';
    expect(steps).toEqual([
      'accept replay',
      conflict,
      'accept',
      conflict,
      'accept replay',
      'accept',
      conflict,
      'accept replay',
      conflict,
      'accept',
      'accept replay',
      'accept replay',
      conflict,
    ]);
    expect(p.course.filing(keyOf(r.identifier))?.contents.length).toBe(4);
  });

  test('an erasure of what is not known leaves a tombstone, under which nothing else is let in', () => {
    const p = played();
    const r = makeReading({ name: 'r', value: '250', at: p.wall() });
    p.again(r, { status: 'entered-in-error' });
    expect([p.said, p.course.filing(keyOf(r.identifier))?.contents]).toEqual(['accept', []]);
    p.again(r, { status: 'entered-in-error', ...value('1') });
    expect(p.said).toBe('accept replay');
    p.again(r, {}, { via: 'hl7v2' });
    expect([p.said, p.items]).toEqual(['refuse conflict (identifier-conflict)', []]);
  });

  test('an erasure of what is not known needs neither order nor permission, and may lie ahead', () => {
    const p = new Played();
    p.again(makeReading({ name: 'r', value: '250', at: p.wall(DAY_MS) }), { status: 'entered-in-error' });
    expect(p.said).toBe('accept');
  });

  test('a correction of what is not known is a reading, by all gates', () => {
    const p = played();
    const r = makeReading({ name: 'r', value: '250', at: p.wall() });
    p.again(r, { status: 'corrected' });
    expect([p.said, p.items]).toEqual(['accept', ['o1 limits r abnormal H#1']]);
    p.permission('withdrawn');
    p.again({ ...r, identifier: { ...r.identifier, value: 's' } }, { status: 'corrected' }, { outcome: 'refused' });
    expect(p.said).toBe('refuse withdrawn (no-permission)');
  });

  test('one measurement of a named device under two names', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250', device: 'meter' });
    const named = (name: string) => ({ identifier: { ...r.identifier, value: name } });
    p.again(r, { ...named('alias'), effective: p.wall(300) });
    expect([p.said, filed(p), p.course.filing(keyOf(r.identifier))?.keys.length]).toEqual(
      ['accept', ['r'], 2].map((x) => (x === 'accept' ? 'accept replay' : x)),
    );
    p.again(r, { ...named('alias'), effective: p.wall(300) });
    expect(p.said).toBe('accept replay');
    p.again(r, { ...named('alias'), ...value('120'), status: 'corrected' });
    expect([p.said, p.items]).toEqual(['accept', ['o1 limits r abnormal H#1 corrected-to-normal']]);
    // What it was before its correction is a measurement of its own now.
    p.again(r, named('other'));
    expect([p.said, filed(p)]).toEqual(['accept', ['r', 'other']]);
    p.again(r, { ...named('fourth'), ...value('120') });
    expect([p.said, filed(p).length]).toEqual(['accept replay', 2]);
  });

  test.each<[string, Partial<Reading>]>([
    ['another second', { effective: '2035-01-01T00:00:02Z' }],
    ['another value', { result: makeReading({ name: 'x', value: '251' }).result }],
    ['another device', { device: { system: 'urn:example:device', value: 'second' } }],
    ['another sequence number', { sequenceNumber: 2 }],
  ])('is none with %s', (_title, more) => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250', device: 'meter', sequenceNumber: 1 });
    p.again(r, { identifier: { ...r.identifier, value: 's' }, ...more });
    expect([p.said, filed(p)]).toEqual(['accept', ['r', 's']]);
  });

  test('two readings of no named device are never one', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250' });
    p.again(r, { identifier: { ...r.identifier, value: 's' } });
    expect([p.said, filed(p)]).toEqual(['accept', ['r', 's']]);
  });

  test('an erased one is none, nor one that was moved', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250', device: 'meter' });
    const s = (name: string) => p.again(r, { identifier: { ...r.identifier, value: name } });
    p.again(r, { status: 'corrected', effective: p.wall(-5000) });
    s('s');
    expect(p.said).toBe('accept');
    p.again({ ...r, identifier: { ...r.identifier, value: 's' } }, { status: 'entered-in-error' });
    s('t');
    expect([p.said, filed(p)]).toEqual(['accept', ['r', 's', 't']]);
  });

  test('where it is open whether another patient uses the identifier, either course is one', () => {
    const p = played({}, { foreign: () => 'maybe' });
    p.script = [1];
    p.reading({ name: 'r', value: '120' });
    expect([p.said, p.asked]).toEqual(['accept', [{ of: 2, taken: 1 }]]);
    p.script = [0];
    p.reading({ name: 's', value: '120' });
    expect(p.said).toBe('refuse or stored conflict (identifier-conflict)');
  });
});

describe('what had to be refused and was taken', () => {
  test('counts as filed or does not, where a late gate was passed; nothing is raised for it', () => {
    for (const [taken, names] of [
      [0, ['r wrongful']],
      [1, []],
    ] as const) {
      const p = new Played();
      p.order();
      p.script = [taken];
      p.reading({ name: 'r', value: '250' });
      expect([p.said, p.asked, filed(p), p.items]).toEqual([
        'refuse never-permitted (no-permission)',
        [{ of: 2, taken }],
        names,
        [],
      ]);
    }
  });

  test('is not filed where it was refused, or never answered', () => {
    for (const outcome of ['refused', 'unknown'] as const) {
      const p = new Played();
      p.order();
      p.reading({ name: 'r', value: '250' }, { outcome });
      expect([p.asked, filed(p)]).toEqual([[], []]);
    }
  });

  test('never counts where it was not sound', () => {
    const p = played();
    const reading = makeReading({ name: 'r', value: '250', at: p.wall() });
    p.do({ op: 'reading.submit', reading, defect: { kind: 'time-without-offset' } });
    p.do({ op: 'reading.submit', reading: { ...reading, code: CONTROL_SOLUTION } });
    expect([p.asked, filed(p)]).toEqual([[], []]);
  });

  test('a reading that was refused is not remembered', () => {
    const p = played();
    p.reading({ name: 'r', value: '250' }, { outcome: 'refused' });
    expect([p.said, filed(p), p.items]).toEqual(['accept', [], []]);
  });
});

test('a recipient of an order must be known: declared, or told of', () => {
  const p = new Played({ declared: new Set() });
  p.order({ responsible: OKAFOR, limits: [reference('70', '180')] }, { outcome: 'refused' });
  expect(p.said).toBe('refuse unknown-recipient (recipient-unknown)');
  p.do({ op: 'person.clinician', clinician: { identifier: OKAFOR, family: 'Okafor', given: 'A' } });
  p.order({ responsible: OKAFOR });
  expect(p.said).toBe('accept');
  const pool = { system: 'urn:example:ehr:pool', value: 'night' };
  p.order({ name: 'o2', responsible: pool }, { outcome: 'refused' });
  expect(p.said).toBe('refuse unknown-recipient (recipient-unknown)');
  p.do({ op: 'person.pool', pool: { identifier: pool, name: 'night', members: [OKAFOR] } });
  p.order({ name: 'o2', responsible: pool });
  expect(p.said).toBe('accept');
});

test('what happens around is followed unless it was refused; what bears on nothing is not', () => {
  const p = played({}, { declared: new Set() });
  p.do({ op: 'person.clinician', clinician: { identifier: OKAFOR, family: 'O', given: 'A' } }, { outcome: 'refused' });
  p.do({ op: 'clock.advance', to: p.wall() });
  p.act('done', 'r', {}, { outcome: 'refused' });
  expect([[...p.course.state.known.keys()], p.course.steps]).toEqual([[], 5]);
  const acted = new Played();
  acted.do({ op: 'item.act', item: { system: 'urn:item', value: 'i' }, act: 'done', person: OKAFOR });
  expect([acted.said, acted.course.steps]).toEqual(['accept', 1]);
});

describe('filings', () => {
  test('of a tombstone', () => {
    const p = played();
    const r = makeReading({ name: 'r', value: '250', at: p.wall() });
    p.again(r, { status: 'entered-in-error' });
    expect(p.course.filing(keyOf(r.identifier))).toMatchObject({
      contents: [],
      attempts: [{ seq: 3 }],
      wrongful: false,
      apart: false,
    });
  });

  test('of what is kept apart: it is corrected by nothing', () => {
    const p = played({}, policies({ control: 'store-apart' }));
    const r = { ...makeReading({ name: 'r', value: '250', at: p.wall() }), code: CONTROL_SOLUTION };
    p.do({ op: 'reading.submit', reading: r });
    p.do({
      op: 'reading.submit',
      reading: {
        ...r,
        ...makeReading({ name: 'r', value: '120', at: p.wall() }),
        code: CONTROL_SOLUTION,
        status: 'corrected',
      },
    });
    expect([p.said, p.course.filing(keyOf(r.identifier))]).toMatchObject([
      'accept apart control-solution (control-solution)',
      {
        contents: [{ reading: { result: r.result }, evaluators: [], erased: false }],
        attempts: [{ seq: 3 }],
        wrongful: false,
        apart: true,
      },
    ]);
  });

  test('keep their attempts, and by what they were evaluated', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '120', device: 'meter' });
    p.again(r, {});
    p.again(r, { status: 'corrected' });
    p.again(r, { status: 'entered-in-error' });
    const filing = p.course.filing(keyOf(r.identifier));
    expect(filing?.attempts.map((op) => op.seq)).toEqual([3, 4, 5, 6]);
    expect(filing?.contents.map((c) => [c.erased, c.evaluators.length, c.by.seq])).toEqual([
      [false, 1, 3],
      [false, 1, 5],
      [true, 1, 6],
    ]);
    expect([...p.course.state.measured.values()]).toEqual([[keyOf(r.identifier)]]);
    const none = played();
    none.reading({ name: 'r', value: '120' });
    expect([...none.course.state.measured.keys()]).toEqual([]);
  });

  test('an erasure is taken whatever time it states', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '120' });
    p.again(r, { status: 'entered-in-error', effective: '2031-01-01T00:00:00Z' });
    expect(p.said).toBe('accept');
  });
});

describe('what made a measurement new again', () => {
  const start = () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '250', device: 'meter' });
    const named = (name: string, more: Partial<Reading> = {}): Reading => ({
      ...r,
      identifier: { ...r.identifier, value: name },
      ...more,
    });
    const freed = (reading: Reading): number | undefined => {
      const op = p.builder.op({ op: 'reading.submit', reading }) as SubmitOp;
      return freedBy({ course: p.course } as Step, op)?.step;
    };
    return { p, r, named, freed };
  };

  test('nothing, where it still is one, or never was', () => {
    const { p, r, named, freed } = start();
    expect([freed(named('s')), freed(named('s', { result: makeReading({ name: 'x', value: '120' }).result }))]).toEqual(
      [undefined, undefined],
    );
    p.again(r, { value: '120', status: 'corrected' });
    const { device: _device, ...without } = named('s');
    expect([freed(without), freed(named('s', { effective: p.wall(60_000) }))]).toEqual([undefined, undefined]);
    // What it was corrected to it still is.
    expect(freed(named('s', { result: makeReading({ name: 'x', value: '120' }).result }))).toBeUndefined();
  });

  test('its correction, its erasure, or that it was moved', () => {
    const corrected = start();
    corrected.p.again(corrected.r, { value: '120', status: 'corrected' });
    corrected.p.again(corrected.r, { value: '130', status: 'corrected' });
    expect(corrected.freed(corrected.named('s'))).toBe(3);
    const erased = start();
    erased.p.again(erased.r, { status: 'entered-in-error' });
    expect(erased.freed(erased.named('s'))).toBe(3);
    const moved = start();
    moved.p.again(moved.r, { status: 'corrected', effective: moved.p.wall(-5000) });
    expect(moved.freed(moved.named('s'))).toBe(3);
  });

  test('of several the last', () => {
    const { p, r, named, freed } = start();
    p.wait(1000);
    p.again(r, { value: '120', status: 'corrected' });
    p.wait(1000);
    p.again(named('s'), {});
    p.wait(1000);
    p.again(named('s'), { value: '130', status: 'corrected' });
    expect(freed(named('t'))).toBe(5);
    p.wait(1000);
    p.again(r, { value: '250.0', status: 'corrected' });
    p.wait(1000);
    p.again(r, { value: '140', status: 'corrected' });
    expect(freed(named('t'))).toBe(7);
  });

  test('is before what is filed as new', () => {
    const { p, r, named } = start();
    p.wait(1000);
    const { now } = p.builder;
    p.again(r, { value: '120', status: 'corrected' });
    p.again(named('s'), {}, { ago: 500, low: 0 });
    expect(p.course.filing(keyOf(named('s').identifier))?.contents[0]?.moment.from).toBe(now * 1_000_000);
  });
});

describe('reasons in words', () => {
  const refused = { outcome: 'refused' } as const;

  test('of an identifier: who uses it', () => {
    const p = played();
    const r = p.reading({ name: 'r', value: '120' });
    p.again(r, { value: '130' });
    const by = 'gate 3: the identifier is already used with other content';
    expect(p.why).toEqual([`${by}, line 3`]);
    p.again(makeReading({ name: 't', value: '120', at: p.wall() }), { status: 'entered-in-error' });
    p.again(makeReading({ name: 't', value: '120', at: p.wall() }), {});
    expect(p.why).toEqual([`${by}, line 5`]);
    const other = played({}, { foreign: () => 'yes' });
    other.reading({ name: 'r', value: '120' });
    expect(other.why).toEqual([`${by} by another patient or measure`]);
  });

  test('of an order: how it stood, by which version', () => {
    const none = new Played();
    none.reading({ name: 'r', value: '120' }, refused);
    const at = 'gate 6: no order for glucose was active at';
    expect(none.why[0]).toMatch(new RegExp(`^${at} .*: there was none$`));
    const other = new Played({ otherMeasureOrdered: () => true });
    other.reading({ name: 'r', value: '120' }, refused);
    expect(other.why[0]).toMatch(/: there was one for another measure alone$/);
    const p = played({ status: 'draft' });
    p.reading({ name: 'r', value: '120' }, refused);
    expect(p.why[0]).toMatch(new RegExp(`^${at} .*: order o1 is draft by the version from .*, line 1$`));
    p.reading({ name: 's', value: '120', at: '2034-12-01T00:00:00Z' }, refused);
    expect(p.why[0]).toMatch(/: order o1 is not-begun$/);
  });

  test('of an order that is refused', () => {
    const p = new Played();
    p.change({}, refused);
    expect(p.why).toEqual(['no such order was taken']);
    p.order({ responsible: { system: 'urn:x', value: 'stranger' }, start: '2034-11-01T00:00:00Z' }, refused);
    expect(p.why).toEqual([
      'nobody knows stranger',
      'starts 2034-11-01T00:00:00Z, more than 30 days before it was submitted',
    ]);
    p.order();
    p.order({ limits: [reference('60')] }, refused);
    expect(p.why).toEqual(['the number is already used for another order (line 3)']);
    p.wait(HOUR_MS);
    const early = p.wall(-HOUR_MS);
    p.change({ from: early, limits: [reference('60')] }, refused);
    expect(p.why).toEqual([`version instant ${early} lies more than 5 min before its submission`]);
    const later = p.wall(HOUR_MS);
    p.change({ from: later, limits: [reference('60')] });
    p.change({ from: p.wall(1), limits: [reference('65')] }, refused);
    expect(p.why).toEqual([`version instant ${p.wall(1)} is not after the one before (line 6)`]);
    p.change({ status: 'draft', measure: 'weight', limits: [reference('60')] }, refused);
    expect(p.why.slice(0, 2)).toEqual([
      'active (line 6) does not go to draft',
      'the measure may not change from glucose (line 6) to weight',
    ]);
  });
});
