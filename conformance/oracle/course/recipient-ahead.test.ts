import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../contract/domain/index.ts';
import type { Act, OpLine } from '../../history/lines.ts';
import { makeOrder, OKAFOR, type OpOptions, type OrderInput, POOL, RIVERA } from '../history-builder.test-helper.ts';
import { isOp } from '../record/patient-record.ts';
import { MINUTE_MS, type Played, played } from './played.test-helper.ts';
import { digest, TIERS } from './settle.test-helper.ts';
import type { OrderOp } from './version.ts';

const NS_PER_MS = 1_000_000;
const DIGEST: OrderInput = { limits: TIERS, rules: [digest] };
/** The item about the reading was seen a minute after its filing. */
const SIGHT_MS = MINUTE_MS;

interface InFlight {
  readonly p: Played;
  /** Sent so many milliseconds after the reading is filed. */
  readonly send: (act: Act, at: number, options?: OpOptions) => OpLine;
  readonly change: (more: OrderInput, at: number, options?: OpOptions) => OpLine;
  readonly away: (at: number, by?: typeof OKAFOR, options?: OpOptions) => OpLine;
}

interface Found {
  /** In whose In Baskets the item can lie. */
  readonly to: readonly string[];
  /** Lines that are awaited where it went so, and the milliseconds after the filing by which. */
  readonly awaited: Readonly<Record<string, readonly string[]>>;
}

/** A reading that nothing may be joined with is filed, with what is in flight; every way in which it may go. */
const found = (write: (flight: InFlight) => void): Found => {
  const awaited: Record<string, string[]> = {};
  const go = (script: readonly number[]): void => {
    const ops: OrderOp[] = [];
    let seen = 0;
    const p = played(DIGEST, { orderOps: () => ops, firstSight: () => seen });
    p.wait(10 * MINUTE_MS);
    const filing = p.builder.now;
    seen = (filing + SIGHT_MS) * NS_PER_MS;
    const send = (act: Act, at: number, options: OpOptions = {}): OpLine => {
      p.wait(filing + at - p.builder.now);
      const op = p.builder.op(act, { took: 2 * MINUTE_MS, ...options });
      if (isOp(op, 'order.submit', 'order.change')) ops.push(op);
      if (isOp(op, 'coverage.set')) p.coverage.add(op);
      return op;
    };
    const absences = (by: typeof OKAFOR) => [
      { period: { start: p.wall(-MINUTE_MS), end: p.wall(90 * MINUTE_MS) }, coveredBy: by },
    ];
    write({
      p,
      send,
      change: (more, at, options) =>
        send({ op: 'order.change', order: makeOrder({ ...DIGEST, ...more }) }, at, options),
      away: (at, by = OKAFOR, options = {}) =>
        send({ op: 'coverage.set', coverage: { person: RIVERA, absences: absences(by) } }, at, options),
    });
    p.wait(filing - p.builder.now);
    p.script = script;
    p.reading({ name: 'r', value: '200' });
    const [item] = [...p.course.state.items.values()];
    const to = (item?.digest?.recipient ?? 'nobody').split('|')[1] ?? '';
    awaited[to] = [...p.course.state.awaited.entries()].map(([line, by]) => `${line} by ${by / NS_PER_MS - filing}`);
    const open = p.asked[script.length];
    if (open !== undefined) for (let i = 0; i < open.of; i += 1) go([...script, i]);
  };
  go([]);
  return { to: Object.keys(awaited).toSorted(), awaited };
};
const BOTH = ['okafor', 'rivera'];

describe('an item goes also to whom a change names that comes before it is seen', () => {
  test.each<[string, readonly string[], (flight: InFlight) => void]>([
    ['in flight as the reading is filed', BOTH, ({ change }) => void change({ responsible: OKAFOR }, -1000)],
    ['sent at the sight', BOTH, ({ change }) => void change({ responsible: OKAFOR }, SIGHT_MS)],
    ['sent after it', ['rivera'], ({ change }) => void change({ responsible: OKAFOR }, SIGHT_MS + 1)],
    ['answered after the filing', BOTH, ({ change }) => void change({ responsible: OKAFOR }, -1000, { took: 1001 })],
    ['answered by then', ['rivera'], ({ change }) => void change({ responsible: OKAFOR }, -1000, { took: 1000 })],
    ['refused', ['rivera'], ({ change }) => void change({ responsible: OKAFOR }, -1000, { outcome: 'refused' })],
    [
      'never answered, sent long before',
      BOTH,
      ({ change }) => void change({ responsible: OKAFOR }, -5000, { outcome: 'unknown', took: 10 }),
    ],
    [
      'a new order, not a change',
      ['rivera'],
      ({ send }) => void send({ op: 'order.submit', order: makeOrder({ ...DIGEST, responsible: OKAFOR }) }, -1000),
    ],
    ['that changes nothing', ['rivera'], ({ change }) => void change({}, -1000)],
    [
      'too early by its instant, and never answered',
      ['rivera'],
      ({ p, change }) =>
        void change({ responsible: OKAFOR, from: p.wall(-6 * MINUTE_MS) }, -1000, { outcome: 'unknown' }),
    ],
    [
      'too early by its instant, and taken all the same',
      BOTH,
      ({ p, change }) => void change({ responsible: OKAFOR, from: p.wall(-6 * MINUTE_MS) }, -1000),
    ],
    ['taken already', ['okafor'], ({ p, change }) => p.take(change({ responsible: OKAFOR }, -1000, { took: 0 }))],
    [
      'taken already, and then another that names her again: none comes twice',
      ['rivera'],
      ({ p, change }) => {
        p.take(change({ responsible: OKAFOR }, -3000));
        p.take(change({}, -2000));
      },
    ],
    [
      'answered before she is away: nobody covers for her',
      BOTH,
      ({ p, send, change }) => {
        const absences = [{ period: { start: p.wall(SIGHT_MS / 2), end: p.wall(SIGHT_MS) }, coveredBy: POOL }];
        p.take(send({ op: 'coverage.set', coverage: { person: RIVERA, absences } }, -2000, { took: 0 }));
        change({ responsible: OKAFOR }, -1000, { took: 1001 });
      },
    ],
  ])('%s', (_title, to, write) => {
    expect(found(write).to).toEqual(to);
  });
});

describe('and to whom covers by what is stated before it is seen', () => {
  test.each<[string, readonly string[], (flight: InFlight) => void]>([
    ['in flight', BOTH, ({ away }) => void away(-1000)],
    ['sent at the sight', BOTH, ({ away }) => void away(SIGHT_MS)],
    ['sent after it', ['rivera'], ({ away }) => void away(SIGHT_MS + 1)],
    ['taken already', ['okafor'], ({ p, away }) => p.take(away(-1000, OKAFOR, { took: 0 }))],
  ])('%s', (_title, to, write) => {
    expect(found(write).to).toEqual(to);
  });
});

describe('what explains where it went is awaited', () => {
  const byLine = (write: (flight: InFlight) => void): Found['awaited'] => found(write).awaited;

  test('a change, by the sight', () => {
    expect(byLine(({ change }) => void change({ responsible: OKAFOR }, -1000))).toEqual({
      rivera: [],
      okafor: [`3 by ${SIGHT_MS}`],
    });
  });

  test('a statement of absence, by the sight', () => {
    expect(byLine(({ away }) => void away(-1000))).toEqual({ rivera: [], okafor: [`3 by ${SIGHT_MS}`] });
  });

  test('of several the one that explains it', () => {
    const both = byLine(({ change, away }) => {
      change({ responsible: POOL }, -2000);
      away(-1000);
    });
    expect(both).toEqual({
      rivera: [],
      okafor: [`4 by ${SIGHT_MS}`],
      [keyOf(POOL).split('|')[1] ?? '']: [`3 by ${SIGHT_MS}`],
    });
  });

  test('none where two explain it', () => {
    const twice = byLine(({ change, away }) => {
      change({ responsible: OKAFOR }, -2000);
      away(-1000);
    });
    expect(twice).toEqual({ rivera: [], okafor: [] });
  });
});
