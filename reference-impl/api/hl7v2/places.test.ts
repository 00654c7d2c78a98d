import { describe, expect, test } from 'vitest';
import { refuse } from '../../../contract/refusal.ts';
import { parseMessage, type Message } from '../../../contract/wire/hl7v2/message.ts';
import { placed } from './places.ts';
import { anOrder, omg, oru } from './wire.test-helper.ts';

const message = (text: string): Message => {
  const parsed = parseMessage(text);
  if (!parsed.ok) throw new Error(parsed.refusal.code);
  return parsed.value;
};
const PIDS = 'PID|1||A^^^X\r';
/** Two patients: a reading of the first, then one OBR with a detail row and two readings of the second. */
const SEVERAL = message(
  `${oru('M1').split('\r')[0] ?? ''}\r${PIDS}OBR|1||R1^METER\rOBX|1|NM|41653-7^^LN|1|1|||||||||20260303075900-0500\r${PIDS}OBR|2||R2^METER\r` +
    'OBX|1|CWE|8417864^^MDC|1\rOBX|2|NM|41653-7^^LN|1|2\rOBX|3|NM|29463-7^^LN|2|3\r',
);

const at = (path: string, index?: number): string | undefined => {
  const { refusal } = refuse('no-permission', path);
  return placed(index === undefined ? refusal : { ...refusal, index }, SEVERAL).at;
};

test.each([
  ['ServiceRequest.supportingInfo', 'OBR^1'],
  ['ServiceRequest.contained.qualifiedInterval', 'OBR^1'],
  ['ServiceRequest.contained.quantitativeDetails.unit', 'OBX^1^6'],
  ['ServiceRequest.modifierExtension', 'OBR^1'],
])('of an order, %s: %s', (path, place) => {
  const order = message(omg('O1', 'NW'));
  expect(placed(refuse('limits-missing', path).refusal, order).at).toBe(place);
});

test('of an order, an interval: the row that states it', () => {
  const bound = { tier: 'critical', low: '54', high: '300' } as const;
  const order = message(omg('O1', 'NW', { ...anOrder, limits: [...anOrder.limits, bound] }));
  const rowOf = (index: number) =>
    placed(refuse('limits-contradictory', `ServiceRequest.contained.qualifiedInterval[${index}]`).refusal, order).at;
  expect([0, 1, 2].map(rowOf)).toEqual(['OBX^1^5', 'OBX^3^5', 'OBR^1']);
  const rows = order.segments.filter(({ name }) => name === 'OBX').map((row) => row.text(4));
  expect([rows[0], rows[2]]).toEqual(['ABN.HI', 'CRIT.HI']);
});

describe('the place of a refused reading among several', () => {
  test.each([
    [0, 'Observation.code', 'OBX^1^3'],
    [1, 'Observation.code', 'OBX^3^3'],
    [2, 'Observation.valueQuantity.code', 'OBX^4^6'],
    [0, 'Observation.effectiveDateTime', 'OBX^1^14'],
    // Without a time of its own: that of its OBR was read.
    [2, 'Observation.effectiveDateTime', 'OBR^2^7'],
    [0, 'Observation.identifier', 'OBR^1^3'],
    [2, 'Observation.identifier', 'OBR^2^3'],
    [1, 'Observation.subject', 'PID^2^3'],
  ])('number %i, %s: %s', (index, path, place) => {
    expect(at(path, index)).toBe(place);
  });

  test('is left out when the reading is not named', () => {
    expect(at('Observation.code')).toBeUndefined();
  });

  test('a v2 place stays as it is', () => {
    expect(placed({ code: 'bad-value', at: 'OBX^2^5', index: 0 }, SEVERAL).at).toBe('OBX^2^5');
  });
});
