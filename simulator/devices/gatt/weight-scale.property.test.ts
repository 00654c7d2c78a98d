import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { wallTimeAt } from '../../../contract/wire/gatt/date-time.ts';
import { hexOf } from '../../../contract/wire/gatt/hex.ts';
import type { WeightMeasurement } from '../../../contract/wire/gatt/weight-measurement.ts';
import type { AttAnswer } from './att.ts';
import type { ClientAct, SessionEnd } from './client.ts';
import { connected, type Host, type LinkOptions } from './link.ts';
import { collectWeights, weightLog, type WeightLog } from './weight-collector.ts';
import { PLAIN_SCALE, stepWeightServer, weighed, weightServer, type WeightServer } from './weight-server.ts';

const { weightMeasurement, weightScaleFeature, batteryLevel, recordAccess } = CHARACTERISTIC;

const weighing = (minute: number): WeightMeasurement => ({
  unit: 'kg',
  weight: `80.${minute % 10}00`,
  time: wallTimeAt(Date.parse('2026-11-23T07:00:00Z') + minute * 60_000),
  user: 1 + (minute % 2),
});

const scaleWith = (waiting: readonly WeightMeasurement[]): Host<WeightServer> => ({
  state: weightServer(waiting),
  step: stepWeightServer,
});

interface Result {
  readonly end: SessionEnd;
  readonly kept: readonly WeightMeasurement[];
  readonly aside: readonly string[];
}

function session(scale: Host<WeightServer>, log: WeightLog, link: LinkOptions = {}, meanwhile = () => {}): Result {
  const kept: WeightMeasurement[] = [];
  const aside: string[] = [];
  const note = (act: ClientAct<WeightMeasurement>): void => {
    if (act.kind === 'keep') kept.push(act.record);
    if (act.kind === 'set-aside') aside.push(`${act.reason} ${act.hex}`);
  };
  const passes = connected(scale, collectWeights(log), link);
  for (;;) {
    const turn = passes.next();
    if (turn.done) return { end: turn.value, kept, aside };
    if (turn.value.by === 'client') note(turn.value.act);
    meanwhile();
  }
}

describe('a scale and a phone', () => {
  test('what was weighed is handed over in order, once, and the scale forgets it', () => {
    const scale = scaleWith([weighing(0), weighing(1)]);
    const log = weightLog();
    expect(session(scale, log)).toEqual({ end: { kind: 'complete' }, kept: [weighing(0), weighing(1)], aside: [] });
    expect(scale.state.waiting).toEqual([]);
    expect(session(scale, log).kept).toEqual([]);
  });

  test('a confirmation that is lost: the scale sends it again, and the phone knows it', () => {
    const scale = scaleWith([weighing(0), weighing(1)]);
    const log = weightLog();
    const first = session(scale, log, { endsBefore: ({ kind }) => kind === 'confirm' });
    expect(first).toEqual({ end: { kind: 'lost' }, kept: [weighing(0)], aside: [] });
    expect(scale.state.waiting).toHaveLength(2);
    expect(session(scale, log).kept).toEqual([weighing(1)]);
  });

  test('a packet cut short is not confirmed, and comes whole the next time', () => {
    const scale = scaleWith([weighing(0)]);
    const log = weightLog();
    expect(session(scale, log, { fate: () => ({ cutTo: 8 }) })).toEqual({ end: { kind: 'gaps' }, kept: [], aside: [] });
    expect(session(scale, log).kept).toEqual([weighing(0)]);
  });

  test('one that never comes otherwise is set aside, so that those behind it get through', () => {
    const scale = scaleWith([weighing(0), weighing(1)]);
    const log = weightLog();
    const firstIsCut: LinkOptions = {
      fate: ({ value }) => (value[8] === 0 ? { cutTo: 8 } : 'arrives'),
    };
    expect(session(scale, log, firstIsCut).end.kind).toBe('gaps');
    expect(session(scale, log, firstIsCut).end.kind).toBe('gaps');
    expect(session(scale, log, firstIsCut)).toEqual({
      end: { kind: 'complete' },
      kept: [weighing(1)],
      aside: ['truncated 06803EEA070B1707'],
    });
  });

  test('a scale that refuses, ends, or says other things', () => {
    const saying = (answer: AttAnswer): Host<WeightServer> => ({
      state: weightServer([weighing(0)]),
      step: (state, request) =>
        request.kind === 'configure' || request.kind === 'send'
          ? { state, answer }
          : { state, answer: { kind: 'done' } },
    });
    expect(session(saying({ kind: 'error', code: 0x0a }), weightLog()).end).toEqual({
      kind: 'refused',
      why: 'error 0x0a',
    });
    expect(session(scaleWith([weighing(0)]), weightLog(), { fate: () => 'end' }).end).toEqual({ kind: 'lost' });
    expect(session(scaleWith([weighing(0)]), weightLog(), { endsBefore: () => true }).end).toEqual({ kind: 'lost' });
    const other = { characteristic: recordAccess, value: Uint8Array.of(6, 0, 1, 1) };
    for (const kind of ['notification', 'indication'] as const) {
      expect(session(saying({ kind, ...other }), weightLog())).toMatchObject({
        end: { kind: 'refused', why: 'weighings without end' },
        kept: [],
      });
    }
  });

  test('whatever is lost, each weighing is there exactly once', () => {
    const anOp = fc.oneof(
      fc.record({ op: fc.constant('weigh' as const), count: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ op: fc.constant('session' as const), fates: fc.array(fc.nat(9), { maxLength: 30 }) }),
    );
    fc.assert(
      fc.property(fc.array(anOp, { maxLength: 30 }), (ops) => {
        const scale = scaleWith([]);
        const log = weightLog();
        const kept: WeightMeasurement[] = [];
        let minute = 0;
        const weigh = (): void => {
          scale.state = weighed(scale.state, weighing(minute), 1000);
          minute += 1;
        };
        for (const op of ops) {
          if (op.op === 'weigh') for (let i = 0; i < op.count; i++) weigh();
          else {
            const fates = op.fates.values();
            const draw = (): number => fates.next().value ?? 9;
            const link: LinkOptions = {
              fate: () => (['is-lost', 'end'] as const)[draw()] ?? 'arrives',
              endsBefore: () => draw() === 0,
            };
            kept.push(...session(scale, log, link, () => (draw() === 1 ? weigh() : undefined)).kept);
          }
        }
        kept.push(...session(scale, log).kept);
        expect(kept).toEqual(Array.from({ length: minute }, (_, at) => weighing(at)));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a scale', () => {
  test('what can be read, written and subscribed to, and what cannot', () => {
    const act = (request: Parameters<typeof stepWeightServer>[1]): string => {
      const { answer } = stepWeightServer(weightServer(), request);
      if (answer.kind === 'value') return hexOf(answer.value);
      return answer.kind === 'error' ? `error ${answer.code}` : answer.kind;
    };
    const value = Uint8Array.of(1);
    expect(act({ kind: 'read', characteristic: weightScaleFeature })).toBe('1B000000');
    expect(act({ kind: 'read', characteristic: batteryLevel })).toBe('50');
    expect(act({ kind: 'read', characteristic: weightMeasurement })).toBe('error 2');
    expect(act({ kind: 'read', characteristic: recordAccess })).toBe('error 10');
    expect(act({ kind: 'write', characteristic: weightMeasurement, value })).toBe('error 3');
    expect(act({ kind: 'write', characteristic: recordAccess, value })).toBe('error 10');
    expect(act({ kind: 'configure', characteristic: weightMeasurement, value: 1 })).toBe('error 19');
    expect(act({ kind: 'configure', characteristic: recordAccess, value: 2 })).toBe('error 10');
    expect(act({ kind: 'configure', characteristic: weightMeasurement, value: 2 })).toBe('done');
    expect(act({ kind: 'send' })).toBe('idle');
    expect(PLAIN_SCALE.timeStamp).toBe(true);
  });

  test('says nothing until it is asked for indications, nor when it is no longer', () => {
    const scale = scaleWith([weighing(0)]);
    const act = (request: Parameters<typeof stepWeightServer>[1]): string => {
      const { state, answer } = stepWeightServer(scale.state, request);
      scale.state = state;
      return answer.kind;
    };
    expect(act({ kind: 'send' })).toBe('idle');
    act({ kind: 'configure', characteristic: weightMeasurement, value: 2 });
    act({ kind: 'configure', characteristic: weightMeasurement, value: 0 });
    expect(act({ kind: 'send' })).toBe('idle');
    act({ kind: 'confirm' });
    expect(scale.state.waiting).toHaveLength(1);
    act({ kind: 'configure', characteristic: weightMeasurement, value: 2 });
    expect(act({ kind: 'send' })).toBe('indication');
    expect(act({ kind: 'send' })).toBe('idle');
    act({ kind: 'confirm' });
    expect(scale.state.waiting).toEqual([]);
  });

  test('the oldest make room, but never the one under way', () => {
    let state = weightServer([weighing(0), weighing(1)]);
    state = weighed({ ...state, awaitsConfirmation: true }, weighing(2), 2);
    expect(state.waiting).toEqual([weighing(0), weighing(2)]);
    state = weighed({ ...state, awaitsConfirmation: false }, weighing(3), 2);
    expect(state.waiting).toEqual([weighing(2), weighing(3)]);
  });
});
