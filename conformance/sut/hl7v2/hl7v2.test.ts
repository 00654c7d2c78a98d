import { describe, expect, test } from 'vitest';
import type { Order, Reading } from '../../../contract/domain/index.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import { outcomeOfAcks } from './ack-outcome.ts';
import { withDefect } from './defects.ts';
import { controlOf } from './order-control.ts';

const reading: Reading = {
  identifier: { system: 'urn:example:meter-readings', value: 'R1' },
  patient: { system: 'urn:oid:2.999.1.1', value: 'MRN1' },
  measure: 'glucose',
  code: { system: 'http://loinc.org', code: '41653-7' },
  status: 'final',
  effective: '2035-01-08T09:00:00-05:00',
  result: { kind: 'value', quantity: { value: '212', unit: 'mg/dL' } },
};
const message = encodeReadingMessage(
  [reading],
  {
    sendingApplication: 'GATEWAY',
    sendingFacility: 'GOODHEALTH',
    receivingApplication: 'RPM',
    receivingFacility: 'GOODHEALTH',
    at: '2026-03-03T12:00:00Z',
    controlId: 'C1',
    processingId: 'T',
  },
  { METER: 'urn:example:meter-readings' },
);
const field = (text: string, segment: string, n: number): string | undefined =>
  text
    .split('\r')
    .find((s) => s.startsWith(segment))
    ?.split('|')[segment === 'MSH' ? n - 1 : n];

describe('a defect changes its own field and nothing else', () => {
  test('none', () => expect(withDefect(message, undefined)).toBe(message));
  test.each([
    [
      { kind: 'time-without-offset' } as const,
      [
        ['OBX', 14, '20350108090000'],
        ['OBR', 7, '20350108090000'],
      ],
    ],
    [{ kind: 'unknown-unit', unit: 'mg%' } as const, [['OBX', 6, 'mg%^mg%^UCUM']]],
    [{ kind: 'bad-number', text: '1,5' } as const, [['OBX', 5, '1,5']]],
    [{ kind: 'bad-number', text: '1|5^2' } as const, [['OBX', 5, '1\\F\\5\\S\\2']]],
    [{ kind: 'processing-id', id: 'P' } as const, [['MSH', 11, 'P']]],
    [{ kind: 'version', version: '9.9' } as const, [['MSH', 12, '9.9']]],
    [{ kind: 'message-type', type: 'ORU^R99^ORU_R01' } as const, [['MSH', 9, 'ORU^R99^ORU_R01']]],
  ])('%j', (defect, fields) => {
    const spoilt = withDefect(message, defect);
    for (const [segment, n, text] of fields) expect(field(spoilt, String(segment), Number(n))).toBe(text);
    const changed = spoilt.split(/[\r|]/).filter((f, i) => f !== message.split(/[\r|]/)[i]);
    expect(changed.length).toBe(fields.length);
  });
});

describe('how a change is said', () => {
  const order: Order = {
    identifier: { system: 'urn:example:ehr:placer', value: 'P1' },
    patient: reading.patient,
    measure: 'glucose',
    status: 'active',
    requester: { system: 'n', value: '1' },
    responsible: { system: 'n', value: '1' },
    authoredOn: '2035-01-08T09:00:00-05:00',
    period: { start: '2035-01-08T09:00:00-05:00', end: '2035-03-08T09:00:00-05:00' },
    unit: 'mg/dL',
    limits: [{ tier: 'reference', high: '180' }],
    rules: [],
  };
  const held: Order = { ...order, status: 'on-hold' };
  const narrower: Order = { ...order, limits: [{ tier: 'reference', high: '160' }] };
  test.each([
    ['a hold', held, order, 'HD'],
    ['a release', order, held, 'RL'],
    ['what was revoked, active again', order, { ...order, status: 'revoked' } as Order, 'RL'],
    ['a revocation', { ...order, status: 'revoked' } as Order, order, 'DC'],
    ['new limits', narrower, order, 'XO'],
    ['new limits while on hold', { ...narrower, status: 'on-hold' } as Order, held, 'XO'],
    ['new limits and release at once', narrower, held, 'XO'],
    ['the same again', order, order, 'XO'],
    ['a hold from an instant of its own', { ...held, effectiveFrom: order.authoredOn }, order, 'HD'],
    ['a change of an order that another wire sent', narrower, undefined, 'XO'],
  ])('%s', (_what, next, before, control) => expect(controlOf(next, before)).toBe(control));
});

const ack = (code: string, id = 'C1', more = ''): Buffer =>
  Buffer.from(
    `MSH|^~\\&|RPM|GOODHEALTH|GATEWAY|GOODHEALTH|20260303120000+0000||ACK^R01^ACK|A1|T|2.5.1\rMSA|${code}|${id}\r${more}`,
  );

describe('what an acknowledgement means', () => {
  const err = 'ERR||OBX^1^5|207^Application internal error^HL70357|E|no-permission^No permission in force^99VPF\r';
  test.each([
    ['AA', [ack('AA')], 'ok', { code: 'AA', correlated: true }],
    ['CA', [ack('CA')], 'ok', { code: 'CA' }],
    ['AE with its reason', [ack('AE', 'C1', err)], 'refused', { refusal: 'no-permission', explained: true }],
    [
      'AR of a receiver in trouble',
      [ack('AR', 'C1', err.replace('no-permission^No permission in force', 'unavailable^Try again later'))],
      'unknown',
      { code: 'AR', refusal: 'unavailable' },
    ],
    ['AR without', [ack('AR')], 'refused', { explained: false }],
    ['CR', [ack('CR')], 'refused', { code: 'CR' }],
    ['another message’s', [ack('AA', 'C2')], 'unknown', { correlated: false }],
    ['two', [ack('AA'), ack('AA')], 'ok', { correlated: false }],
    ['a code that is none', [ack('XX')], 'unknown', { code: 'XX' }],
    ['something else', [Buffer.from('hello')], 'unknown', { correlated: false }],
    ['none', [], 'unknown', { text: 'timeout' }],
  ])('%s', (_what, acks, outcome, answer) => {
    const result = outcomeOfAcks(acks, 'C1', 'timeout');
    expect(result.outcome).toBe(outcome);
    expect(result.answer).toMatchObject(answer);
  });
});
