import { describe, expect, test } from 'vitest';
import { CONTROL_SOLUTION } from '../../../contract/codes/measures.ts';
import { makeReading, OKAFOR, reference } from '../history-builder.test-helper.ts';
import { HOUR_MS, Played, played } from './played.test-helper.ts';
import { filed } from './gates.test-helper.ts';

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
