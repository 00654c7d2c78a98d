import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import { type Reading } from '../../../contract/domain/index.ts';
import { makeReading, patientId } from '../history-builder.test-helper.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, Played, played } from './played.test-helper.ts';
import { policies, filed } from './gates.test-helper.ts';

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

  test('a version that is yet to hold moves no end', () => {
    const p = played({ end: '2035-01-01T01:00:00Z' }, policies({ afterEnd: 'refuse' }));
    p.wait(HOUR_MS + 1000);
    const inside = p.wall(-30 * MINUTE_MS);
    p.change({ end: '2035-03-01T00:00:00Z', from: p.wall(HOUR_MS) });
    expect(said(p, inside)).toBe('refuse after-end (after-order-end, no-active-order)');
    p.wait(HOUR_MS);
    expect(said(p, inside)).toBe('accept');
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
