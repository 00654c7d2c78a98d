import { describe, expect, test } from 'vitest';
import { TrackerState } from '../../domain/tracker.ts';
import type { JsonObject } from '../json/lossless.ts';
import { decodeEligibility, encodeEligibility, PHONE_ELIGIBILITY, withPhoneEligibility } from './eligibility.ts';
import { phone, tracker } from './example-values.ts';
import { EXAMPLES, exampleIdentifierOf, exampleRef } from './examples.ts';
import { decodeTracker, encodeTracker, TRACKER_STATUS, trackerStateOf } from './tracker.ts';
import { complaints } from './validate.test-helper.ts';

const task = EXAMPLES['tracker'] ?? {};

describe('a tracker', () => {
  test.each([
    ['offered', 'requested'],
    ['picked', 'accepted'],
    ['connected', 'in-progress'],
    ['disconnected', 'on-hold'],
    ['over', 'cancelled'],
  ] as const)('that is %s has the status %s, and comes back as it was', (state, status) => {
    const shown = encodeTracker({ ...tracker, state }, exampleRef);
    expect(shown['status']).toBe(status);
    expect(complaints(shown)).toEqual([]);
    const { order, measure } = tracker;
    expect(decodeTracker(shown, exampleIdentifierOf)).toEqual({ ok: true, value: { order, measure, state } });
    expect(trackerStateOf(status)).toBe(state);
  });

  test('has a status for every state, and no two have the same', () => {
    expect(new Set(Object.values(TRACKER_STATUS)).size).toBe(TrackerState.options.length);
    expect(trackerStateOf('toString')).toBeUndefined();
  });

  test('of a weight is told by any code of weight', () => {
    expect(
      decodeTracker(encodeTracker({ ...tracker, measure: 'weight' }, exampleRef), exampleIdentifierOf),
    ).toMatchObject({
      value: { measure: 'weight' },
    });
  });

  test.each<[string, JsonObject, string, string]>([
    ['that is an item', { code: (EXAMPLES['item-new'] ?? {})['code'] }, 'unknown-code', 'Task.code'],
    ['in no state of a tracker', { status: 'completed' }, 'bad-value', 'Task.status'],
    ['of no order', { basedOn: undefined }, 'missing-element', 'Task.basedOn'],
    ['of nothing measured', { input: undefined }, 'missing-element', "Task.input('measure')"],
  ])('%s cannot be read', (_title, change, code, at) => {
    expect(decodeTracker({ ...task, ...change }, exampleIdentifierOf)).toMatchObject({
      ok: false,
      refusal: { code, at },
    });
  });
});

describe('eligibility', () => {
  test.each([
    { eligible: true },
    { eligible: false, reason: 'no-phone' },
    { eligible: false, reason: 'os-too-old' },
  ] as const)('%j comes back as it was, with or without the phone', (eligibility) => {
    for (const told of [eligibility, { ...eligibility, phone: phone.identifier }]) {
      const shown = encodeEligibility(told, exampleRef);
      expect(complaints(shown)).toEqual([]);
      expect(decodeEligibility(shown)).toEqual({ ok: true, value: eligibility });
    }
  });

  test('that says nothing, or a reason nobody knows, cannot be read', () => {
    const read = (...parameter: JsonObject[]) => decodeEligibility({ resourceType: 'Parameters', parameter });
    expect(read()).toMatchObject({ refusal: { code: 'missing-element', at: "Parameters.parameter('eligible')" } });
    expect(
      read({ name: 'eligible', valueBoolean: false }, { name: 'reason', valueCoding: { code: 'too-red' } }),
    ).toMatchObject({ refusal: { code: 'bad-value' } });
  });

  test.each([
    [{ eligible: true }, 'eligible'],
    [{ eligible: false, reason: 'no-phone' }, 'not-eligible'],
    [{ eligible: false, reason: 'unknown-platform' }, 'unknown'],
  ] as const)('%j is told with an order as %s', (eligibility, code) => {
    const order = EXAMPLES['order-glucose'] ?? {};
    const told = withPhoneEligibility(order, eligibility);
    expect(told['extension']).toEqual([
      ...(order['extension'] as readonly JsonObject[]),
      { url: PHONE_ELIGIBILITY, valueCode: code },
    ]);
    expect(withPhoneEligibility({ resourceType: 'ServiceRequest' }, eligibility)['extension']).toHaveLength(1);
    expect(complaints(told)).toEqual([]);
  });
});
