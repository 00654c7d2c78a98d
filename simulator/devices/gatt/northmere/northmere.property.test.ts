import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeFrame, fragmentsOf } from '../../../../contract/wire/gatt/northmere/frame.ts';
import {
  encodeMessage,
  NORTHMERE,
  type NorthmereMessage,
  type NorthmereRecord,
} from '../../../../contract/wire/gatt/northmere/messages.ts';
import { bytesOfHex, hexOf } from '../../../../contract/wire/gatt/hex.ts';
import { problemIn } from '../../../../contract/wire/gatt/problem.test-helper.ts';
import { randomStream } from '../../../random.ts';
import { records, take } from '../../../faults/streams.test-helper.ts';
import type { SessionEnd } from '../client.ts';
import { connected, type Host, type LinkOptions } from '../link.ts';
import type { Measured } from '../measured.ts';
import { collectNorthmere, NorthmereLog } from './collector.ts';
import { measuredOfNorthmere, northmereRecordOf } from './record.ts';
import { northmereServer, northmereStored, stepNorthmereServer, type NorthmereServer } from './server.ts';

const meterOf = (memoryId: number, firstCounter = 0, capacity = 1000): Host<NorthmereServer> => ({
  state: northmereServer(memoryId, firstCounter, capacity),
  step: stepNorthmereServer,
});

const testAt = (minute: number): Omit<NorthmereRecord, 'counter'> => ({
  seconds: 849_181_500 + minute * 60,
  offsetMinutes: -300,
  unit: 'mg/dL',
  result: { kind: 'value', count: 100 + (minute % 50) },
  control: false,
  batteryLow: false,
  meal: minute % 6,
});

function measure(meter: Host<NorthmereServer>, minute: number): void {
  meter.state = northmereStored(meter.state, testAt(minute));
}

function session(
  meter: Host<NorthmereServer>,
  log: NorthmereLog,
  link: LinkOptions = {},
  meanwhile = () => {},
): { readonly end: SessionEnd; readonly kept: readonly NorthmereRecord[]; readonly packets: number } {
  const kept: NorthmereRecord[] = [];
  let packets = 0;
  const passes = connected(meter, collectNorthmere(log), link);
  for (;;) {
    const turn = passes.next();
    if (turn.done) return { end: turn.value, kept, packets };
    if (turn.value.by === 'server') packets += 1;
    else if (turn.value.act.kind === 'keep') kept.push(turn.value.act.record);
    meanwhile();
  }
}

describe('a northmere meter and a phone', () => {
  test('everything once, in order, and little more than a word when there is nothing new', () => {
    const meter = meterOf(7, 70_000);
    for (let minute = 0; minute < 300; minute++) measure(meter, minute);
    const log = new NorthmereLog();
    const first = session(meter, log);
    expect(first.end).toEqual({ kind: 'complete' });
    expect(first.kept).toEqual(meter.state.memory.records);
    expect(session(meter, log)).toEqual({ end: { kind: 'complete' }, kept: [], packets: 1 });
    expect(session(meter, new NorthmereLog(), { mtu: 247 }).packets).toBeLessThan(first.packets / 8);
  });

  test('a memory that was formatted is read from its beginning, whatever its counters', () => {
    const log = new NorthmereLog();
    for (const memoryId of [1, 2, 3]) {
      const meter = meterOf(memoryId);
      for (let minute = 0; minute < 20 * memoryId; minute++) measure(meter, minute);
      expect(session(meter, log).kept).toEqual(meter.state.memory.records);
    }
  });

  test('whatever is lost, cut or damaged, the phone ends with each record exactly once', () => {
    const anOp = fc.oneof(
      fc.record({ op: fc.constant('measure' as const), count: fc.integer({ min: 1, max: 40 }) }),
      fc.record({
        op: fc.constant('session' as const),
        seed: fc.nat(1_000_000),
        loss: fc.constantFrom(0, 0.02, 0.2, 0.7),
      }),
    );
    fc.assert(
      fc.property(fc.array(anOp, { maxLength: 20 }), fc.constantFrom(30, 1000), (ops, capacity) => {
        const meter = meterOf(1, 65_500, capacity);
        const log = new NorthmereLog();
        const stored: NorthmereRecord[] = [];
        const kept: NorthmereRecord[] = [];
        const measureNext = (): void => {
          measure(meter, stored.length);
          stored.push(...meter.state.memory.records.slice(-1));
        };
        for (const op of ops) {
          if (op.op === 'measure') for (let i = 0; i < op.count; i++) measureNext();
          else {
            const random = randomStream(op.seed, 'link');
            const link: LinkOptions = {
              fate: ({ value }) => {
                if (!random.bernoulli(op.loss)) return 'arrives';
                if (random.bernoulli(0.02)) return 'end';
                return random.bernoulli(0.5) ? 'is-lost' : { cutTo: random.int(value.length) };
              },
              endsBefore: () => random.bernoulli(op.loss * 0.02),
            };
            const result = session(meter, log, link, () => (random.bernoulli(0.01) ? measureNext() : undefined));
            kept.push(...result.kept);
            expect(log.ahead.size).toBeLessThanOrEqual(1000);
          }
        }
        measureNext();
        const { end, kept: last } = session(meter, log);
        kept.push(...last);
        expect(end).toEqual({ kind: 'complete' });
        const all = new Map(stored.map((record) => [record.counter, record]));
        expect(new Set(kept.map(({ counter }) => counter)).size).toBe(kept.length);
        expect(
          kept.filter(
            (record) =>
              record !== all.get(record.counter) && JSON.stringify(record) !== JSON.stringify(all.get(record.counter)),
          ),
        ).toEqual([]);
        const had = new Set(kept.map(({ counter }) => counter));
        expect(meter.state.memory.records.filter(({ counter }) => !had.has(counter))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('silence, refusals and a link that ends are told apart', () => {
    const meter = meterOf(1);
    measure(meter, 0);
    const ended = (link: LinkOptions): string => session(meter, new NorthmereLog(), link).end.kind;
    expect(ended({ fate: () => 'is-lost' })).toBe('gaps');
    expect(ended({ fate: () => 'end' })).toBe('lost');
    expect(ended({ endsBefore: () => true })).toBe('lost');
    const other: Host<NorthmereServer> = {
      ...meter,
      step: (state) => ({ state, answer: { kind: 'error', code: 10 } }),
    };
    expect(session(other, new NorthmereLog()).end).toEqual({ kind: 'refused', why: 'error 0x0a' });
  });
});

describe('a northmere meter that is difficult', () => {
  /** Says these frames instead of its own, one for each packet. */
  const saying = (messages: readonly NorthmereMessage[]): Host<NorthmereServer> => {
    const left = [...messages];
    const meter = meterOf(1);
    return {
      state: meter.state,
      step: (state, request) => {
        if (request.kind !== 'send') return { state, answer: { kind: 'done' } };
        const message = left.shift();
        if (message === undefined) return { state, answer: { kind: 'idle' } };
        const [value = new Uint8Array(0)] = fragmentsOf(encodeFrame(encodeMessage(message)), 244);
        return { state, answer: { kind: 'notification', characteristic: NORTHMERE.data, value } };
      },
    };
  };
  const state = (memoryId: number, oldest: number, next: number): NorthmereMessage => ({
    kind: 'state',
    state: { memoryId, oldest, next },
  });
  const record = (counter: number): NorthmereRecord => ({ counter, ...testAt(counter) });

  test('an error is its reason, an end where a state was asked for is silence', () => {
    const log = new NorthmereLog();
    expect(session(saying([{ kind: 'error', code: 'busy' }]), log).end).toEqual({ kind: 'refused', why: 'busy' });
    expect(session(saying([{ kind: 'end', sent: 0 }]), log).end).toEqual({ kind: 'silent' });
    expect(session(saying([state(1, 0, 2), { kind: 'error', code: 'busy' }]), log).end).toEqual({
      kind: 'refused',
      why: 'busy',
    });
  });

  test('a state where an end was asked for, and records out of order, do no harm', () => {
    const log = new NorthmereLog();
    const { end, kept } = session(
      saying([
        state(1, 5, 8),
        { kind: 'records', records: [record(7), record(7), record(5)] },
        state(1, 5, 8),
        state(1, 5, 8),
        { kind: 'records', records: [record(4), record(6)] },
        { kind: 'end', sent: 2 },
        state(1, 5, 8),
      ]),
      log,
    );
    expect([end.kind, kept.map(({ counter }) => counter)]).toEqual(['complete', [7, 5, 6]]);
    expect([log.next, log.ahead.size]).toEqual([8, 0]);
  });

  test('what the meter no longer keeps is not waited for, and not forgotten as known', () => {
    const log = new NorthmereLog();
    log.meets({ memoryId: 1, oldest: 0, next: 9 });
    expect([2, 3, 6].map((counter) => log.take(counter))).toEqual([true, true, true]);
    log.meets({ memoryId: 1, oldest: 3, next: 9 });
    expect([log.next, [...log.ahead]]).toEqual([4, [6]]);
    log.meets({ memoryId: 1, oldest: 4, next: 9 });
    expect([log.next, log.take(3), log.take(6), log.take(4), log.take(5)]).toEqual([4, false, false, true, true]);
    expect([log.next, log.ahead.size]).toEqual([7, 0]);
    log.meets({ memoryId: 2, oldest: 0, next: 9 });
    expect([log.next, log.take(3)]).toEqual([0, true]);
  });

  test('one that never ends is left', () => {
    const meter = meterOf(1);
    const endless: Host<NorthmereServer> = {
      state: meter.state,
      step: (kept, request) => ({
        state: kept,
        answer:
          request.kind === 'send'
            ? { kind: 'notification', characteristic: NORTHMERE.data, value: Uint8Array.of(0x80) }
            : { kind: 'done' },
      }),
    };
    expect(session(endless, new NorthmereLog()).end).toEqual({
      kind: 'refused',
      why: 'a command that is never answered',
    });
  });
});

describe('a northmere meter', () => {
  const { command, data } = NORTHMERE;
  const write = (meter: Host<NorthmereServer>, value: Uint8Array, characteristic: string = command): string => {
    const { state, answer } = stepNorthmereServer(meter.state, { kind: 'write', characteristic, value });
    meter.state = state;
    return answer.kind === 'error' ? `error ${answer.code}` : answer.kind;
  };
  const send = (meter: Host<NorthmereServer>): string => {
    const { state, answer } = stepNorthmereServer(meter.state, { kind: 'send' });
    meter.state = state;
    return answer.kind === 'notification' ? hexOf(answer.value) : answer.kind;
  };
  const subscribed = (): Host<NorthmereServer> => {
    const meter = meterOf(1);
    meter.state = { ...meter.state, subscribed: true };
    return meter;
  };
  const frame = (kind: number, hex = ''): Uint8Array =>
    fragmentsOf(encodeFrame({ kind, payload: bytesOfHex(hex) }), 20)[0] ?? new Uint8Array(0);

  test.each([
    ['a kind that is no command', frame(9), '8001FF01'],
    ['a payload where none belongs', frame(1, '00'), '8001FF02'],
    ['a checksum that is wrong', bytesOfHex('8000010000'), '8001FF02'],
    ['half a frame', bytesOfHex('000001'), '8001FF02'],
    ['nothing', new Uint8Array(0), '8001FF02'],
  ])('%s is answered with an error', (_, value, begins) => {
    const meter = subscribed();
    expect(write(meter, value)).toBe('done');
    expect(send(meter).slice(0, 8)).toBe(begins);
    expect(send(meter)).toBe('idle');
  });

  test('a second command before the first is answered finds it busy', () => {
    const meter = subscribed();
    write(meter, frame(1));
    write(meter, frame(1));
    expect(send(meter)).toMatch(/^800C81/);
    expect(send(meter)).toMatch(/^8001FF03/);
  });

  test('no records is an end at once; as many as were asked for, from the counter on', () => {
    const meter = subscribed();
    expect(write(meter, frame(2, '00000000FF00'))).toBe('done');
    expect(send(meter)).toMatch(/^8002830000/);
    for (let minute = 0; minute < 5; minute++) measure(meter, minute);
    write(meter, frame(2, '020000000200'));
    const all = [send(meter), send(meter)].join('');
    expect(all).toMatch(/^001D820202000000/);
    expect(send(meter)).toMatch(/^8002830200/);
  });

  test('nothing is said to who did not subscribe; what is read, written and configured elsewhere is refused', () => {
    const meter = meterOf(1);
    write(meter, frame(1));
    expect(send(meter)).toBe('idle');
    expect(write(meter, frame(1), data)).toBe('error 3');
    expect(write(meter, frame(1), '2A18')).toBe('error 10');
    const kind = (request: Parameters<typeof stepNorthmereServer>[1]): string => {
      const { answer } = stepNorthmereServer(meter.state, request);
      return answer.kind === 'error' ? `error ${answer.code}` : answer.kind;
    };
    expect(kind({ kind: 'read', characteristic: command })).toBe('error 2');
    expect(kind({ kind: 'read', characteristic: data })).toBe('error 2');
    expect(kind({ kind: 'read', characteristic: '2A18' })).toBe('error 10');
    expect(kind({ kind: 'configure', characteristic: data, value: 2 })).toBe('error 19');
    expect(kind({ kind: 'configure', characteristic: command, value: 1 })).toBe('error 10');
    expect(kind({ kind: 'configure', characteristic: data, value: 0 })).toBe('done');
    expect(kind({ kind: 'confirm' })).toBe('done');
  });
});

describe('a northmere record and what was measured', () => {
  const [first] = take(1, records());
  const base: Measured = {
    shownMs: first?.shownMs ?? 0,
    offsetMinutes: -300,
    result: { kind: 'value', quantity: { value: '120', unit: 'mg/dL' } },
    unit: 'mg/dL',
    sequenceNumber: 4464,
  };
  const through = (measured: Measured): Measured =>
    measuredOfNorthmere({ counter: 70_000, ...northmereRecordOf(measured) });

  test.each([
    [{}],
    [{ result: { kind: 'value', quantity: { value: '5.9', unit: 'mmol/L' } }, unit: 'mmol/L' }],
    [{ result: { kind: 'value', quantity: { value: '0.0', unit: 'mmol/L' } }, unit: 'mmol/L' }],
    [{ result: { kind: 'off-scale', direction: 'high' } }],
    [{ result: { kind: 'off-scale', direction: 'low' }, unit: 'mmol/L' }],
    [{ result: { kind: 'absent', reason: 'error' } }],
    [{ control: true, mealContext: 'bedtime', status: ['battery-low'] }],
    [{ mealContext: 'pre-meal', offsetMinutes: 345 }],
    [{ shownMs: Date.parse('2000-01-01T00:00:00Z') }],
  ] satisfies [Partial<Measured>][])('%j comes back as it was', (change) => {
    expect(through({ ...base, ...change })).toEqual({ ...base, ...change });
  });

  test('what its fields cannot hold is refused', () => {
    const wrong = (change: Partial<Measured>) => problemIn(() => northmereRecordOf({ ...base, ...change }));
    const value = (text: string, unit: 'mg/dL' | 'mmol/L' = 'mg/dL'): Partial<Measured> => ({
      result: { kind: 'value', quantity: { value: text, unit } },
      unit,
    });
    expect(wrong({ unit: 'kg' })).toBe('not-representable northmere record.unit');
    for (const text of ['120.5', '-1', '1e9', '5,4']) {
      expect(wrong(value(text))).toBe('not-representable northmere record.value');
    }
    expect(wrong(value('5.95', 'mmol/L'))).toBe('not-representable northmere record.value');
    expect(wrong(value('120.0'))).toBe('nothing');
    expect(wrong(value('5', 'mmol/L'))).toBe('nothing');
  });
});
