import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf } from '../hex.ts';
import { PacketProblem } from '../problem.ts';
import { problemIn } from '../problem.test-helper.ts';
import { crc16 } from './crc16.ts';
import { Assembler, decodeFrame, encodeFrame, fragmentsOf, LONGEST_FRAME } from './frame.ts';
import {
  decodeCommand,
  decodeMessage,
  encodeCommand,
  encodeMessage,
  RECORDS_A_FRAME,
  type NorthmereMessage,
  type NorthmereRecord,
} from './messages.ts';

const RECORD: NorthmereRecord = {
  counter: 70_000,
  seconds: 849_181_509,
  offsetMinutes: -300,
  unit: 'mg/dL',
  result: { kind: 'value', count: 120 },
  control: false,
  batteryLow: true,
  meal: 3,
};
const RECORDS_HEX = '0F820170110100457B9D32D4FE780020037EE7';

const u32 = fc.nat(0xffff_ffff);
const aRecord: fc.Arbitrary<NorthmereRecord> = fc.record({
  counter: u32,
  seconds: u32,
  offsetMinutes: fc.integer({ min: -32_768, max: 32_767 }),
  unit: fc.constantFrom('mg/dL', 'mmol/L'),
  result: fc.oneof(
    fc.record({ kind: fc.constant('value' as const), count: fc.nat(0xffff) }),
    fc.record({ kind: fc.constantFrom('high', 'low', 'failed') }),
  ),
  control: fc.boolean(),
  batteryLow: fc.boolean(),
  meal: fc.nat(5),
});
const aMessage: fc.Arbitrary<NorthmereMessage> = fc.oneof(
  fc.tuple(u32, u32, u32).map(([memoryId, a, b]) => ({
    kind: 'state' as const,
    state: { memoryId, oldest: Math.min(a, b), next: Math.max(a, b) },
  })),
  fc.record({ kind: fc.constant('records' as const), records: fc.array(aRecord, { maxLength: RECORDS_A_FRAME }) }),
  fc.record({ kind: fc.constant('end' as const), sent: fc.nat(0xffff) }),
  fc.record({
    kind: fc.constant('error' as const),
    code: fc.constantFrom('unknown-command', 'damaged-command', 'busy'),
  }),
);

/** Put together from the pieces of a link with so much room. */
const throughLink = (frame: Uint8Array, room: number) => {
  const assembler = new Assembler();
  return fragmentsOf(frame, room).map((fragment) => assembler.take(fragment));
};

describe('northmere frames', () => {
  test('the checksum is the one that everybody calls CCITT-FALSE', () => {
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x29b1);
    expect(crc16(new Uint8Array(0))).toBe(0xffff);
  });

  test('each byte has its place', () => {
    const bytes = encodeFrame(encodeMessage({ kind: 'records', records: [RECORD] }));
    expect(hexOf(bytes)).toBe(RECORDS_HEX);
    expect(hexOf(encodeFrame(encodeCommand({ kind: 'tell-state' })))).toMatch(/^0001/);
    expect(hexOf(encodeFrame(encodeCommand({ kind: 'tell-records', from: 70_000, most: 500 })))).toMatch(
      /^060270110100F401/,
    );
    expect(hexOf(encodeMessage({ kind: 'error', code: 'busy' }).payload)).toBe('03');
  });

  test('messages come back as they were, whatever room there is', () => {
    fc.assert(
      fc.property(aMessage, fc.integer({ min: 3, max: 244 }), (message, room) => {
        const frames = throughLink(encodeFrame(encodeMessage(message)), room);
        expect(frames.slice(0, -1).every((frame) => frame === undefined)).toBe(true);
        const whole = frames.at(-1) ?? expect.fail('no frame');
        expect(decodeMessage(whole)).toEqual(message);
      }),
    );
  });

  test('commands come back as they were', () => {
    fc.assert(
      fc.property(u32, fc.nat(0xffff), (from, most) => {
        const command = { kind: 'tell-records', from, most } as const;
        expect(decodeCommand(decodeFrame(encodeFrame(encodeCommand(command))))).toEqual(command);
      }),
    );
    expect(decodeCommand(decodeFrame(encodeFrame(encodeCommand({ kind: 'tell-state' }))))).toEqual({
      kind: 'tell-state',
    });
  });

  test('the longest frame goes through the smallest room that has numbers enough', () => {
    const frame = encodeFrame({ kind: 1, payload: new Uint8Array(250) });
    expect(frame).toHaveLength(LONGEST_FRAME);
    expect(fragmentsOf(frame, 3)).toHaveLength(127);
    expect(throughLink(frame, 3).at(-1)?.payload).toHaveLength(250);
    expect(problemIn(() => encodeFrame({ kind: 1, payload: new Uint8Array(251) }))).toMatch(/^not-representable/);
  });

  test('one bit turned anywhere is noticed', () => {
    const bytes = bytesOfHex(RECORDS_HEX);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const turned = bytes.slice();
      turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(problemIn(() => decodeFrame(turned))).toMatch(
        /^(checksum|truncated|trailing-bytes|reserved-value) northmere/,
      );
    }
  });

  test('a frame with a fragment lost, doubled or out of order is none, and the next one is whole', () => {
    const frame = encodeFrame(encodeMessage({ kind: 'records', records: [RECORD, RECORD, RECORD] }));
    const parts = fragmentsOf(frame, 20);
    expect(parts).toHaveLength(3);
    for (const order of [[1, 2], [0, 2], [0, 1], [0, 1, 1, 2], [0, 2, 1], [2, 1, 0], [1]]) {
      const assembler = new Assembler();
      const take = (at: number) => assembler.take(parts[at] ?? new Uint8Array(0));
      expect(order.map(take).every((whole) => whole === undefined)).toBe(true);
      expect([0, 1, 2].map(take)[2]?.kind).toBe(0x82);
      expect(take(2)).toBeUndefined();
    }
    expect(new Assembler().take(new Uint8Array(0))).toBeUndefined();
  });
});

describe('northmere messages that are none', () => {
  const message = (kind: number, hex: string) => () => decodeMessage({ kind, payload: bytesOfHex(hex) });
  const command = (kind: number, hex: string) => () => decodeCommand({ kind, payload: bytesOfHex(hex) });

  test.each([
    ['op-code northmere message.kind', message(0x80, '')],
    ['reserved-value northmere message.oldest', message(0x81, '010000000200000001000000')],
    ['truncated northmere message.oldest', message(0x81, '01000000')],
    ['trailing-bytes northmere message', message(0x82, '0170110100457B9D32D4FE78002003FF')],
    ['truncated northmere message.counter', message(0x82, '0270110100457B9D32D4FE78002003')],
    ['unknown-flags northmere message.flags', message(0x82, '0170110100457B9D32D4FE78004003')],
    ['reserved-value northmere record.meal', message(0x82, '0170110100457B9D32D4FE78002006')],
    ['reserved-value northmere record.flags', message(0x82, '0170110100457B9D32D4FE78000400')],
    ['reserved-value northmere record.flags', message(0x82, '0170110100457B9D32D4FE00000C00')],
    ['truncated northmere message.sent', message(0x83, '01')],
    ['reserved-value northmere message.code', message(0xff, '00')],
    ['reserved-value northmere message.code', message(0xff, '04')],
    ['op-code northmere command.kind', command(0x03, '')],
    ['trailing-bytes northmere command', command(0x01, '00')],
    ['truncated northmere command.most', command(0x02, '0000000000')],
    ['trailing-bytes northmere command', command(0x02, '00000000000000')],
    [
      'not-representable northmere record.meal',
      () => encodeMessage({ kind: 'records', records: [{ ...RECORD, meal: 6 }] }),
    ],
    [
      'not-representable northmere message.counter',
      () => encodeMessage({ kind: 'records', records: [{ ...RECORD, counter: 2 ** 32 }] }),
    ],
  ])('%s', (problem, act) => {
    expect(problemIn(act)).toBe(problem);
  });

  test('arbitrary bytes, and arbitrary fragments, are read or refused', () => {
    const assembler = new Assembler();
    const attempt = (act: () => unknown): void => {
      try {
        act();
      } catch (error) {
        expect(error).toBeInstanceOf(PacketProblem);
      }
    };
    fc.assert(
      fc.property(fc.nat(255), fc.uint8Array({ maxLength: 300 }), (kind, payload) => {
        attempt(() => decodeFrame(payload));
        attempt(() => assembler.take(payload));
        attempt(() => decodeMessage({ kind, payload }));
        attempt(() => decodeCommand({ kind, payload }));
      }),
      { numRuns: 5000 },
    );
  });
});
