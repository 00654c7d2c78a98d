import { describe, expect, test } from 'vitest';
import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { bytesOfHex, hexOf } from '../../../contract/wire/gatt/hex.ts';
import { stored } from '../glucometer/memory.ts';
import type { AttAnswer, AttRequest } from './att.ts';
import type { SessionEnd } from './client.ts';
import { CollectorLog } from './collector-log.ts';
import { collect } from './glucose-collector.ts';
import type { GlucoseServer } from './glucose-server.ts';
import { connected, type Host, type LinkOptions } from './link.ts';
import { clear, measure, meterRecord, meterWith } from './meter.test-helper.ts';

interface Told {
  readonly end: SessionEnd;
  /** Sequence numbers, in the order in which they were handed over. */
  readonly kept: readonly number[];
  readonly contexts: number;
  readonly aside: readonly string[];
  /** What was written, in hexadecimal. */
  readonly written: readonly string[];
}

function session(meter: Host<GlucoseServer>, log = new CollectorLog(), link: LinkOptions = {}, rounds?: number): Told {
  const kept: number[] = [];
  const aside: string[] = [];
  const written: string[] = [];
  let contexts = 0;
  const passes = connected(meter, collect(log, rounds === undefined ? {} : { rounds }), link);
  for (;;) {
    const turn = passes.next();
    if (turn.done) return { end: turn.value, kept, contexts, aside, written };
    const act = turn.value.by === 'client' ? turn.value.act : undefined;
    if (act?.kind === 'write') written.push(hexOf(act.value));
    if (act?.kind === 'set-aside') aside.push(`${act.reason} ${act.hex}`);
    if (act?.kind !== 'keep') continue;
    kept.push(act.record.measurement.sequence);
    if (act.record.context !== undefined) contexts += 1;
  }
}

const numbers = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, i) => from + i);
const meterFrom = (from: number, count: number, traits = {}): Host<GlucoseServer> =>
  meterWith(
    numbers(from, count).map((sequence) => meterRecord(sequence)),
    traits,
  );

/** The same meter, but `answer` may say something else to a request. */
function instead(
  meter: Host<GlucoseServer>,
  answer: (request: AttRequest, real: () => AttAnswer) => AttAnswer,
): Host<GlucoseServer> {
  return {
    state: meter.state,
    step: (state, request) => {
      let next = state;
      const said = answer(request, () => {
        const turn = meter.step(state, request);
        next = turn.state;
        return turn.answer;
      });
      return { state: next, answer: said };
    },
  };
}

const isReport = (request: AttRequest): boolean => request.kind === 'write' && request.value[0] === 1;

describe('what a phone asks a meter', () => {
  test('the first time everything; then nothing but the newest; then what is new, with the last known one', () => {
    const meter = meterFrom(40, 5);
    const log = new CollectorLog();
    const first = session(meter, log);
    expect(first.kept.toSorted((a, b) => a - b)).toEqual(numbers(40, 5));
    expect(first.written).toEqual(['0106', '0101', '0401', '0106']);
    expect(session(meter, log)).toMatchObject({ end: { kind: 'complete' }, kept: [], written: ['0106'] });
    measure(meter, meterRecord(45));
    measure(meter, meterRecord(46, { meal: 2 }));
    const third = session(meter, log);
    expect(third.kept.toSorted((a, b) => a - b)).toEqual([45, 46]);
    expect(third.contexts).toBe(1);
    expect(third.written).toEqual(['0106', '0103012C00', '0403012C00', '0106']);
  });

  test('numbers that began again are read in two parts', () => {
    const meter = meterFrom(65_530, 6);
    const log = new CollectorLog();
    session(meter, log);
    for (const [at, sequence] of [0, 1, 2].entries()) measure(meter, meterRecord(sequence, { minute: 65_536 + at }));
    const { kept, written } = session(meter, log);
    expect(kept.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
    expect(written).toEqual(['0106', '010301FFFF', '040301FFFF', '0106', '0102010200', '0402010200', '0106']);
  });

  test('a meter that does not know the operator for it is read whole', () => {
    const meter = meterFrom(65_530, 6, { refusesOperators: ['at-most'] });
    const log = new CollectorLog();
    session(meter, log);
    for (const sequence of [0, 1]) measure(meter, meterRecord(sequence, { minute: 65_536 + sequence }));
    const { kept, written, end } = session(meter, log);
    expect([kept.toSorted((a, b) => a - b), end.kind]).toEqual([[0, 1], 'complete']);
    expect(written.slice(-4)).toEqual(['0102010100', '0101', '0401', '0106']);
  });

  test('a memory that was cleared is read whole; one that is empty is complete', () => {
    const meter = meterFrom(40, 5);
    const log = new CollectorLog();
    session(meter, log);
    clear(meter);
    expect(session(meter, log)).toMatchObject({ end: { kind: 'complete' }, kept: [], written: ['0106'] });
    for (const sequence of numbers(0, 60)) measure(meter, meterRecord(sequence, { minute: 100 + sequence }));
    const { kept } = session(meter, log);
    expect(kept.toSorted((a, b) => a - b)).toEqual(numbers(0, 60));
    expect(log.size).toBe(60);
  });

  test('one that was cleared and has run past the last known number since is read whole too', () => {
    const meter = meterFrom(40, 5);
    const log = new CollectorLog();
    session(meter, log);
    clear(meter);
    for (const sequence of numbers(0, 60)) measure(meter, meterRecord(sequence, { minute: 100 + sequence }));
    const { kept, end } = session(meter, log);
    expect([end.kind, kept.toSorted((a, b) => a - b)]).toEqual(['complete', numbers(0, 60)]);
  });

  test('numbers that are there twice, because they began again without reason, do not hide records', () => {
    const meter = meterFrom(40, 5);
    const log = new CollectorLog();
    session(meter, log);
    for (const sequence of numbers(0, 50)) measure(meter, meterRecord(sequence, { minute: 100 + sequence }));
    const { kept, end } = session(meter, log);
    expect([end.kind, kept.toSorted((a, b) => a - b)]).toEqual(['complete', numbers(0, 50)]);
  });

  test('a record that is stored, or a memory that is cleared, while it is read: the reading begins anew', () => {
    for (const [what, expected] of [
      ['measure', [...numbers(40, 3), 99]],
      ['clear', numbers(40, 3)],
    ] as const) {
      const meter = meterFrom(40, 3);
      const passes = connected(meter, collect(new CollectorLog()));
      const kept: number[] = [];
      let counted = false;
      for (let turn = passes.next(); ; turn = passes.next()) {
        if (turn.done) {
          expect(turn.value).toEqual({ kind: 'complete' });
          break;
        }
        const act = turn.value.by === 'client' ? turn.value.act : undefined;
        if (act?.kind === 'keep') kept.push(act.record.measurement.sequence);
        if (counted || act?.kind !== 'write' || act.value[0] !== 4) continue;
        counted = true;
        if (what === 'clear') clear(meter);
        else measure(meter, meterRecord(99));
      }
      expect(kept.toSorted((a, b) => a - b)).toEqual(expected);
    }
  });

  test('wherever the link ends, the session says so and the next one makes it good', () => {
    for (let packets = 0; packets < 12; packets++) {
      const meter = meterFrom(40, 3);
      const log = new CollectorLog();
      let left = packets;
      const first = session(meter, log, { fate: () => (left-- > 0 ? 'arrives' : 'end') });
      expect(first.end.kind).toBe(packets < 9 ? 'lost' : 'complete');
      expect([...first.kept, ...session(meter, log).kept].toSorted((a, b) => a - b)).toEqual(numbers(40, 3));
    }
    for (let writes = 0; writes < 4; writes++) {
      const meter = meterFrom(40, 3);
      let left = writes;
      const end = ({ kind }: { readonly kind: string }): boolean => kind === 'write' && left-- === 0;
      expect(session(meter, new CollectorLog(), { endsBefore: end }).end.kind).toBe('lost');
    }
  });

  test('what is missing is asked for from the first gap on', () => {
    const meter = meterFrom(40, 10);
    const log = new CollectorLog();
    session(meter, log);
    for (const sequence of numbers(50, 10)) measure(meter, meterRecord(sequence));
    let lost = 0;
    const { kept, written } = session(meter, log, {
      fate: ({ value }) => (value[1] === 55 && lost++ === 0 ? 'is-lost' : 'arrives'),
    });
    expect(kept.toSorted((a, b) => a - b)).toEqual(numbers(50, 10));
    expect(written).toEqual(['0106', '0103013100', '0403013100', '0106', '0103013700', '0403013100', '0106']);
  });
});

describe('a meter that is difficult', () => {
  test.each([0x80, 0xfe])('busy (0x%s): it is told to stop what it does, and asked again', (code) => {
    let busy = true;
    const meter = instead(meterFrom(40, 3), (request, real) => {
      if (!isReport(request) || !busy) return real();
      busy = false;
      return { kind: 'error', code };
    });
    const { end, kept, written } = session(meter);
    expect([end.kind, kept.length]).toEqual(['complete', 3]);
    expect(written.slice(0, 3)).toEqual(['0106', '0300', '0106']);
  });

  test.each([0x81, 0xfd])('subscriptions that it forgot (0x%s) are made again', (code) => {
    let forgot = true;
    let configured = 0;
    const meter = instead(meterFrom(40, 3), (request, real) => {
      if (request.kind === 'configure') configured += 1;
      if (!isReport(request) || !forgot) return real();
      forgot = false;
      return { kind: 'error', code };
    });
    expect(session(meter).end.kind).toBe('complete');
    expect(configured).toBe(6);
  });

  test.each([
    [0x80, 'error 0x80'],
    [0xfd, 'error 0xfd'],
    [0x03, 'error 0x03'],
  ])('one that says 0x%s for ever is left', (code, why) => {
    const meter = instead(meterFrom(40, 3), (request, real) => (isReport(request) ? { kind: 'error', code } : real()));
    expect(session(meter).end).toEqual({ kind: 'refused', why });
  });

  test('one without contexts hands over its records without', () => {
    const memory = [meterRecord(1, { meal: 1 }), meterRecord(2)];
    const meter = instead(meterWith(memory), (request, real) =>
      request.kind === 'configure' && request.characteristic === CHARACTERISTIC.glucoseContext
        ? { kind: 'error', code: 0x0a }
        : real(),
    );
    expect(session(meter)).toMatchObject({ end: { kind: 'complete' }, contexts: 0, aside: [] });
  });

  test('one that refuses a subscription, or to count, is left with its reason', () => {
    const deaf = instead(meterFrom(40, 3), (request, real) =>
      request.kind === 'configure' ? { kind: 'error', code: 0x0a } : real(),
    );
    expect(session(deaf).end).toEqual({ kind: 'refused', why: 'error 0x0a' });
    expect(session(meterFrom(40, 3, { refusesOps: ['count'] })).end).toEqual({
      kind: 'refused',
      why: 'op-code-not-supported',
    });
    expect(session(meterFrom(40, 3, { refusesOperators: ['last'] })).end).toEqual({
      kind: 'refused',
      why: 'operator-not-supported',
    });
  });

  test('answers to other requests, and what is no answer, are confirmed and passed over', () => {
    const strays = ['06000401', 'FF', '05000300', '06000301'];
    const meter = instead(meterFrom(40, 3), (request, real) => {
      const stray = request.kind === 'send' ? strays.shift() : undefined;
      return stray === undefined
        ? real()
        : { kind: 'indication', characteristic: CHARACTERISTIC.recordAccess, value: bytesOfHex(stray) };
    });
    expect(session(meter)).toMatchObject({ end: { kind: 'complete' } });
    expect(strays).toEqual([]);
  });

  test('silence, a link that ends, and losses without end are told apart', () => {
    const ended = (link: LinkOptions): string => session(meterFrom(40, 3), new CollectorLog(), link).end.kind;
    expect(ended({ fate: ({ kind }) => (kind === 'indication' ? 'is-lost' : 'arrives') })).toBe('silent');
    expect(ended({ fate: ({ kind }) => (kind === 'indication' ? 'end' : 'arrives') })).toBe('lost');
    expect(ended({ fate: ({ kind }) => (kind === 'notification' ? 'is-lost' : 'arrives') })).toBe('gaps');
    expect(ended({ fate: ({ value }) => (value[1] === 41 ? 'is-lost' : 'arrives') })).toBe('gaps');
    expect(ended({ endsBefore: ({ kind }) => kind === 'configure' })).toBe('lost');
    expect(ended({ endsBefore: ({ kind }) => kind === 'write' })).toBe('lost');
  });

  test('one that sends without end is left', () => {
    const meter = instead(meterFrom(40, 3), (request, real) =>
      request.kind === 'send'
        ? { kind: 'notification', characteristic: CHARACTERISTIC.batteryLevel, value: Uint8Array.of(80) }
        : real(),
    );
    expect(session(meter).end).toEqual({ kind: 'refused', why: 'a request that is never answered' });
  });

  test('one that measures between any two answers is given up, and read later', () => {
    let sequence = 43;
    const plain = meterFrom(40, 3);
    const meter: Host<GlucoseServer> = {
      state: plain.state,
      step: (state, request) => {
        const turn = plain.step(state, request);
        if (!isReport(request)) return turn;
        const memory = stored(turn.state.memory, meterRecord(sequence++));
        return { ...turn, state: { ...turn.state, memory } };
      },
    };
    const log = new CollectorLog();
    const { end, kept } = session(meter, log, {}, 3);
    expect(end).toEqual({ kind: 'changing' });
    const quiet = { state: meter.state, step: plain.step };
    const later = session(quiet, log);
    expect(later.end.kind).toBe('complete');
    expect([...kept, ...later.kept].toSorted((a, b) => a - b)).toEqual(numbers(40, sequence - 40));
  });
});

describe('packets that are damaged', () => {
  const cut = (times: number): LinkOptions => {
    let left = times;
    return { fate: ({ value }) => (value[1] === 41 && left-- > 0 ? { cutTo: 9 } : 'arrives') };
  };

  test('under way: the record comes whole in the end, once', () => {
    const { end, kept, aside } = session(meterFrom(40, 3), new CollectorLog(), cut(2));
    expect([end.kind, kept.toSorted((a, b) => a - b), aside]).toEqual(['complete', [40, 41, 42], []]);
  });

  test('in the meter: it is set aside with its reason, and the others get through', () => {
    const meter = meterFrom(40, 3);
    const log = new CollectorLog();
    const { end, kept, aside } = session(meter, log, cut(Infinity));
    expect([end.kind, kept.toSorted((a, b) => a - b)]).toEqual(['complete', [40, 42]]);
    expect(aside).toEqual(['truncated 022900EA070B170729']);
    expect(session(meter, log, cut(Infinity))).toMatchObject({ kept: [], aside: [], written: ['0106'] });
  });

  test('the newest one too, even without a number', () => {
    for (const cutTo of [9, 3, 2, 0]) {
      const meter = meterFrom(40, 3);
      const link: LinkOptions = { fate: ({ value }) => (value[1] === 42 ? { cutTo } : 'arrives') };
      const log = new CollectorLog();
      const { end, kept, aside } = session(meter, log, link);
      expect([end.kind, kept.toSorted((a, b) => a - b), aside.length]).toEqual(['complete', [40, 41], 1]);
      measure(meter, meterRecord(43));
      expect(session(meter, log, link)).toMatchObject({ end: { kind: 'complete' }, kept: [43], aside: [] });
    }
  });

  test('a context that is damaged or of another measurement completes nothing', () => {
    const meter = meterWith([meterRecord(40, { meal: 1 }), meterRecord(41, { meal: 2 })]);
    let left = 3;
    const { kept, contexts, end } = session(meter, new CollectorLog(), {
      fate: ({ characteristic, value }) => {
        if (characteristic !== CHARACTERISTIC.glucoseContext || value[1] !== 40) return 'arrives';
        return left-- > 0 ? { cutTo: left } : 'arrives';
      },
    });
    expect([end.kind, kept.toSorted((a, b) => a - b), contexts]).toEqual(['complete', [40, 41], 2]);
  });
});
