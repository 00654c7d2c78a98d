import { describe, expect, test } from 'vitest';
import { parseMessage } from '../../contract/wire/hl7v2/message.ts';
import { decodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import type { Delivery } from '../layers.ts';
import { HL7V2, NAMESPACES, PCD01 } from './hl7v2.ts';
import { ABSENT, HIGH, linesOf, LOW, ONE, SAMPLE, written } from './sample.test-helper.ts';

const ALL: readonly Delivery[] = [...SAMPLE, HIGH, LOW, ABSENT, { ...ONE, act: 'correct', version: 2 }];
const decoded = (text: string) => {
  const parsed = parseMessage(text);
  if (!parsed.ok) throw new Error(parsed.refusal.detail ?? parsed.refusal.code);
  return { header: parsed.value.header, outcome: decodeReadingMessage(parsed.value, NAMESPACES) };
};

describe.each([
  ['hl7v2', HL7V2, '2.5.1'],
  ['pcd01', PCD01, '2.6'],
] as const)('%s', (_name, format, version) => {
  const messages = linesOf(written(format, ALL));

  test('a message a delivery, in training, with control ids of their own', () => {
    expect(messages).toHaveLength(ALL.length);
    const headers = messages.map((message) => decoded(message).header);
    for (const header of headers) expect([header.text(11), header.text(12)]).toEqual(['T', version]);
    const ids = headers.map((header) => header.text(10));
    expect(new Set(ids).size).toBe(ALL.length);
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(20);
  });

  test('a time finer than HL7 v2 knows is cut off', () => {
    const [time, cut] = ['2026-03-03T07:59:00.123456789-05:00', '2026-03-03T07:59:00.1234-05:00'];
    const finer = { ...ONE, reading: { ...ONE.reading, effective: time } };
    const { outcome } = decoded(written(format, [finer]).trimEnd());
    expect(outcome).toMatchObject({ ok: true, value: [{ effective: cut }] });
  });

  test('poison stands where the value would', () => {
    for (const poison of ['5,4', '-3', 'a|b', '$&']) {
      const [message = ''] = linesOf(written(format, [{ ...ONE, poison }]));
      const rows = message.split('\r').filter((row) => /^OBX\|\d+\|NM\|/.test(row));
      expect(rows[0]?.split('|')[5]).toBe(poison.replace('|', '\\F\\').replace('&', '\\T\\'));
    }
  });
});

test('hl7v2 decodes to the reading', () => {
  linesOf(written(HL7V2, ALL)).forEach((message, i) => {
    const { reading } = ALL[i] ?? ONE;
    const status = ALL[i]?.act === 'correct' ? 'corrected' : reading.status;
    expect(decoded(message).outcome).toEqual({ ok: true, value: [{ ...reading, status }] });
  });
});

test('pcd01 decodes to the reading under its MDC code and the key of what it is', () => {
  linesOf(written(PCD01, ALL)).forEach((message, i) => {
    const { identifier: _key, code: _code, ...rest } = ALL[i]?.reading ?? ONE.reading;
    const { outcome } = decoded(message);
    if (!outcome.ok) throw new Error(outcome.refusal.detail);
    const [{ identifier, code, ...reading } = ONE.reading] = outcome.value;
    expect(reading).toEqual({ ...rest, ...(ALL[i]?.act === 'correct' ? { status: 'corrected' } : {}) });
    expect(code).toEqual({ system: 'urn:iso:std:iso:11073:10101', code: '160184' });
    expect(identifier.value.startsWith(rest.device?.value.replaceAll('-', '') ?? 'x')).toBe(true);
  });
});
