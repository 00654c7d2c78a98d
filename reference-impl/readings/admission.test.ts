import { describe, expect, test } from 'vitest';
import type { Reading } from '../../contract/domain/reading.ts';
import { msOf } from '../clock/instant.ts';
import { collaborators } from '../collaborators.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import { DEFAULT_POLICIES } from '../policies.ts';
import { JANE, JOHN, METER, orderOf, permissionOf, readingOf } from '../world.test-helper.ts';
import { admit, type AdmissionFacts, beforeGrant, isFuture } from './admit.ts';
import { checkContent } from './check-content.ts';
import { sameContent, sameMeasurement } from './same-content.ts';

const NOW = msOf('2026-03-03T12:00:00Z');
const history = (over = {}): OrderHistory => {
  const order = orderOf({ effectiveFrom: '2026-03-01T00:00:00-05:00', ...over });
  return { seq: 1, versions: [{ version: 1, fromMs: msOf(order.effectiveFrom ?? ''), order, sentFrom: undefined }] };
};
const FINE: AdmissionFacts = {
  mayReach: true,
  filed: { known: undefined, near: [] },
  orders: [history()],
  permission: permissionOf(),
  nowMs: NOW,
  policies: DEFAULT_POLICIES,
};
/** A reading that is on file, with what it said before. */
const onFile = (latest: Reading, earlier: readonly Reading[] = [], isErased = false): AdmissionFacts['filed'] => ({
  known: { contents: [...earlier, latest], latest, isErased },
  near: [],
});
const outcome = (reading: Reading, facts: Partial<AdmissionFacts> = {}): string => {
  const result = admit(reading, { ...FINE, ...facts }, collaborators);
  return result.ok ? result.value.kind : result.refusal.code;
};

describe('the gates, in their order', () => {
  const known = readingOf('100');
  /** Each gate with what makes it refuse: a change to the reading, or to what is on record. */
  const gates: readonly [code: string, reading: Partial<Reading>, facts: Partial<AdmissionFacts>][] = [
    ['unknown-code', { code: { system: 'http://loinc.org', code: '99504-3' } }, {}],
    ['patient-not-authorised', {}, { mayReach: false }],
    ['identifier-conflict', {}, { filed: onFile({ ...known, patient: JOHN }) }],
    ['control-solution', { code: { system: 'urn:iso:std:iso:11073:10101', code: '160208' } }, {}],
    ['future-time', { effective: '2026-03-03T12:05:00.001Z' }, {}],
    ['no-active-order', {}, { orders: [] }],
    ['no-permission', {}, { permission: undefined }],
    [
      'before-grant',
      {},
      { policies: { ...DEFAULT_POLICIES, backfill: 'none' }, permission: permissionOf({ at: '2026-03-03T11:59:59Z' }) },
    ],
  ];
  /** Of two content defects only one can be put into one code. */
  const exclusive = new Set(['unknown-code', 'control-solution']);

  test.each(gates)('%s alone refuses', (code, reading, facts) => {
    expect(outcome(readingOf('100', 'mg/dL', reading), facts)).toBe(code);
  });

  const pairs = gates.flatMap((first, i) =>
    gates.slice(i + 1).map((second) => [first[0], second[0], first, second] as const),
  );
  test.each(pairs.filter(([a, b]) => !(exclusive.has(a) && exclusive.has(b))))(
    '%s comes before %s',
    (code, _later, [, r1, f1], [, r2, f2]) => {
      const facts = { ...f2, ...f1 };
      // Where both need a grant, the earlier gate's wins by the spread above.
      expect(outcome(readingOf('100', 'mg/dL', { ...r2, ...r1 }), facts)).toBe(code);
    },
  );

  test('nothing in the way: it is filed under the version in force', () => {
    const result = admit(readingOf('100'), FINE, collaborators);
    expect(result).toMatchObject({ ok: true, value: { kind: 'file', under: [{ version: { version: 1 } }] } });
  });

  test('under every active order, and only those', () => {
    const other = { ...history(), seq: 2 };
    const held = { ...history({ status: 'on-hold' }), seq: 3 };
    const result = admit(readingOf('100'), { ...FINE, orders: [history(), held, other] }, collaborators);
    expect(result.ok && result.value.kind === 'file' && result.value.under.map((u) => u.history.seq)).toEqual([1, 2]);
  });

  test('a replay passes whatever order or permission say now', () => {
    expect(outcome(known, { filed: onFile(known), orders: [], permission: undefined })).toBe('replay');
  });

  test('after the end: by the policy', () => {
    const orders = [history({ period: { start: '2026-03-01T00:00:00-05:00', end: '2026-03-03T12:00:00Z' } })];
    expect(outcome(readingOf('100'), { orders })).toBe('file');
    expect(outcome(readingOf('100'), { orders, policies: { ...DEFAULT_POLICIES, afterEnd: 'refuse' } })).toBe(
      'after-order-end',
    );
    expect(outcome(readingOf('100', 'mg/dL', { effective: '2026-03-03T12:00:00Z' }), { orders })).toBe(
      'no-active-order',
    );
  });
});

test('exactly 5 min ahead is not the future', () => {
  expect(isFuture(NOW + 300_000, NOW)).toBe(false);
  expect(isFuture(NOW + 300_001, NOW)).toBe(true);
});

test('the grant itself is not before the grant, and back-fill since the start asks nothing', () => {
  const at = msOf(permissionOf().at);
  expect(beforeGrant(at, permissionOf(), { ...DEFAULT_POLICIES, backfill: 'none' })).toBe(false);
  expect(beforeGrant(at - 1, permissionOf(), { ...DEFAULT_POLICIES, backfill: 'none' })).toBe(true);
  expect(beforeGrant(at - 1, permissionOf(), DEFAULT_POLICIES)).toBe(false);
});

const mdc = (code: string) => ({ code: { system: 'urn:iso:std:iso:11073:10101', code } });

const quantity = (value: string, unit: string) => ({
  result: { kind: 'value' as const, quantity: { value, unit: unit as 'kg' } },
});

describe('gate 1, content', () => {
  test.each<[string, string | undefined, Reading]>([
    ['mg/dL under its LOINC code', undefined, readingOf('100')],
    ['mmol/L under its LOINC code', undefined, readingOf('5.6', 'mmol/L')],
    ['either under MDC', undefined, readingOf('5.6', 'mmol/L', mdc('160184'))],
    ['pounds', undefined, readingOf('180', '[lb_av]')],
    ['grams under MDC', undefined, readingOf('81650', 'g', mdc('188736'))],
    ['zero', undefined, readingOf('0')],
    [
      'mmol/L under the mass code',
      'unit-mismatch',
      readingOf('5.6', 'mmol/L', { code: { system: 'http://loinc.org', code: '41653-7' } }),
    ],
    ['kg under a glucose code', 'unit-mismatch', readingOf('80', 'mg/dL', quantity('80', 'kg'))],
    ['mgdl', 'unknown-unit', readingOf('80', 'mg/dL', quantity('80', 'mgdl'))],
    ['negative', 'bad-value', readingOf('-1')],
    ['a code of the other measure', 'unknown-code', readingOf('80', 'kg', { measure: 'glucose' })],
    [
      'the bound of HI in another unit',
      'unit-mismatch',
      readingOf('1', 'mg/dL', {
        result: { kind: 'off-scale', direction: 'high', bound: { value: '33.3', unit: 'mmol/L' } },
      }),
    ],
    ['a day that does not exist', 'bad-value', readingOf('1', 'mg/dL', { effective: '2026-02-30T00:00:00Z' })],
    ['a correction', undefined, readingOf('1', 'mg/dL', { status: 'corrected' })],
    ['an erasure', undefined, readingOf('1', 'mg/dL', { status: 'entered-in-error' })],
    ['a failed measurement', undefined, readingOf('1', 'mg/dL', { result: { kind: 'absent', reason: 'error' } })],
  ])('%s: %s', (_title, code, reading) => {
    expect(checkContent(reading)?.code).toBe(code);
  });
});

const value = (text: string) => ({
  result: { kind: 'value' as const, quantity: { value: text, unit: 'mg/dL' as const } },
});

describe('gate 3, identity', () => {
  const base = readingOf('160', 'mg/dL', { device: METER, sequenceNumber: 42, mealContext: 'fasting' });
  const conflict = (over: Partial<Reading>) => outcome({ ...base, ...over }, { filed: onFile(base) });

  test.each<[string, Partial<Reading>]>([
    ['zeros', value('160.0')],
    ['an exponent', value('1.6e2')],
    ['another offset', { effective: '2026-03-03T11:59:00Z' }],
    ['the sequence number', { sequenceNumber: 43 }],
  ])('%s make no other content', (_title, over) => {
    expect(sameContent(base, { ...base, ...over })).toBe(true);
    expect(conflict(over)).toBe('replay');
  });

  test.each<[string, Partial<Reading>]>([
    ['value', value('161')],
    [
      'unit',
      {
        result: { kind: 'value', quantity: { value: '160', unit: 'mmol/L' } },
        code: { system: 'urn:iso:std:iso:11073:10101', code: '160184' },
      },
    ],
    ['code', { code: { system: 'urn:iso:std:iso:11073:10101', code: '160184' } }],
    ['time', { effective: '2026-03-03T06:59:01-05:00' }],
    ['device', { device: { ...METER, value: 'other' } }],
    ['context', { mealContext: 'bedtime' }],
    ['status', { status: 'preliminary' }],
  ])('another %s is a conflict', (_title, over) => {
    expect(sameContent(base, { ...base, ...over })).toBe(false);
    expect(conflict(over)).toBe('identifier-conflict');
  });

  test("of another patient's preliminary one nothing is told but the conflict", () => {
    const known: Reading = { ...base, patient: JOHN, status: 'preliminary' };
    expect(admit(base, { ...FINE, filed: onFile(known) }, collaborators)).toEqual({
      ok: false,
      refusal: { code: 'identifier-conflict', at: 'Observation.identifier' },
    });
  });

  const correction: Reading = { ...base, ...value('170'), status: 'corrected' };
  const erasure: Reading = { ...base, status: 'entered-in-error' };
  test.each<[string, Reading, AdmissionFacts['filed'], string]>([
    ['preliminary followed by final', base, onFile({ ...base, status: 'preliminary' }), 'correction'],
    ['corrected', correction, onFile(base), 'correction'],
    ['what was corrected, sent again', base, onFile(correction, [base]), 'replay'],
    ['the correction, sent again', correction, onFile(correction, [base]), 'replay'],
    ['corrected once more', { ...correction, ...value('180') }, onFile(correction, [base]), 'correction'],
    ['taken back', erasure, onFile(base), 'erasure'],
    ['taken back twice, with another value', { ...erasure, ...value('1') }, onFile(base, [], true), 'replay'],
    ['corrected after it was taken back', correction, onFile(base, [], true), 'identifier-conflict'],
    ['of another measure', { ...correction, measure: 'weight' }, onFile(base), 'unknown-code'],
    ['taken back before it came', erasure, { known: undefined, near: [] }, 'tombstone'],
    ['corrected before it came', correction, { known: undefined, near: [] }, 'file'],
  ])('%s', (_title, reading, filed, expected) => {
    expect(outcome(reading, { filed })).toBe(expected);
  });

  test('a correction asks for no permission, and for an order only where it moves in time', () => {
    const facts = { filed: onFile(base), permission: undefined, orders: [] };
    expect(outcome(correction, facts)).toBe('correction');
    expect(outcome({ ...correction, effective: '2026-03-03T06:58:00-05:00' }, facts)).toBe('no-active-order');
    expect(outcome({ ...correction, effective: '2026-03-03T12:05:00.001Z' }, facts)).toBe('future-time');
    expect(outcome(erasure, facts)).toBe('erasure');
  });

  const { sequenceNumber: _, ...unnumbered } = base;
  const twin = (over: Partial<Reading> = {}, of: Reading = base): Reading => ({
    ...of,
    identifier: { system: 'urn:app', value: 'x' },
    ...over,
  });
  test.each<[string, boolean, Reading]>([
    ['under another identifier', true, twin()],
    ['within the same second', true, twin({ effective: '2026-03-03T06:59:00.900-05:00' })],
    ['without a sequence number', true, twin({}, unnumbered)],
    ['in another second', false, twin({ effective: '2026-03-03T06:59:01-05:00' })],
    ['with another number of the meter', false, twin({ sequenceNumber: 43 })],
    ['of another patient', false, twin({ patient: JOHN })],
    ['of another value', false, twin(value('161'))],
    ['of another device', false, twin({ device: { ...METER, value: 'other' } })],
  ])('%s it is the same measurement: %s', (_title, same, other) => {
    expect(sameMeasurement(base, other)).toBe(same);
    expect(outcome(other, { filed: { known: undefined, near: [base] } })).toBe(same ? 'replay' : 'file');
  });

  test('without a named device two readings are never the same', () => {
    const { device: _a, ...bare } = base;
    expect(sameMeasurement(bare, { ...bare, identifier: { system: 'urn:app', value: 'x' } })).toBe(false);
  });

  test('off the scale: direction and bound tell', () => {
    const hi = (bound?: string): Reading => ({
      ...base,
      result: {
        kind: 'off-scale',
        direction: 'high',
        ...(bound === undefined ? {} : { bound: { value: bound, unit: 'mg/dL' } }),
      },
    });
    expect(sameContent(hi('600'), hi('600.0'))).toBe(true);
    expect(sameContent(hi('600'), hi())).toBe(false);
    expect(sameContent(hi(), base)).toBe(false);
    expect(JANE).toEqual(base.patient);
  });
});
