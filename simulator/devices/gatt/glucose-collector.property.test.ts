import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collect } from './glucose-collector.ts';
import { CollectorLog } from './collector-log.ts';
import { randomStream, type RandomStream } from '../../random.ts';
import type { GlucoseServer } from './glucose-server.ts';
import { connected, type Fate, type Host } from './link.ts';
import type { MeterRecord } from './meter-record.ts';
import { clear, measure, meterRecord, meterWith } from './meter.test-helper.ts';

type Op =
  | { readonly op: 'measure'; readonly count: number }
  | { readonly op: 'session'; readonly seed: number; readonly loss: number; readonly measuresMeanwhile: boolean }
  | { readonly op: 'clear' | 'replace' | 'reset' };

const anOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ op: fc.constant('measure' as const), count: fc.integer({ min: 1, max: 9 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      op: fc.constant('session' as const),
      seed: fc.nat(1_000_000),
      loss: fc.constantFrom(0, 0.05, 0.3, 0.8),
      measuresMeanwhile: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constantFrom('clear', 'replace', 'reset') }) },
);

/** A world of one phone and the meters that it has had. */
class World {
  readonly capacity: number;
  minute = 0;
  sequence: number;
  meter: Host<GlucoseServer>;
  log = new CollectorLog();
  /** Of the meter that is there: what it ever stored, and what the phone was handed. */
  everStored: MeterRecord[] = [];
  kept: MeterRecord[] = [];
  setAside = 0;

  constructor(capacity: number, sequence: number, refusesOperators: readonly 'at-most'[]) {
    this.capacity = capacity;
    this.sequence = sequence;
    this.meter = meterWith([], { refusesOperators }, capacity);
  }

  measure(): void {
    const meal = this.minute % 3 === 0 ? { meal: 1 + (this.minute % 5) } : {};
    const record = meterRecord(this.sequence, { minute: this.minute, mgDl: 100 + (this.minute % 3), ...meal });
    this.everStored.push(record);
    measure(this.meter, record);
    this.minute += 1;
    this.sequence = (this.sequence + 1) % 65_536;
  }

  act(op: Op): void {
    if (op.op === 'measure') for (let i = 0; i < op.count; i++) this.measure();
    else if (op.op === 'session') this.session(op);
    else if (op.op === 'replace') this.replace();
    else {
      if (op.op === 'clear') clear(this.meter);
      this.sequence = 0;
    }
  }

  replace(): void {
    this.meter = meterWith([], { errorCodes: 'common' }, this.capacity);
    this.log = new CollectorLog();
    this.sequence = 0;
    this.everStored = [];
    this.kept = [];
  }

  /** One session, and what has to hold after it. */
  session({ seed, loss, measuresMeanwhile }: Omit<Extract<Op, { op: 'session' }>, 'op'>): string {
    const random = randomStream(seed, 'link');
    const before = this.meter.state.memory.records;
    const passes = connected(this.meter, collect(this.log), {
      fate: () => fateOf(random, loss),
      endsBefore: () => random.bernoulli(loss * 0.01),
    });
    for (;;) {
      const turn = passes.next();
      if (turn.done) {
        this.check(turn.value.kind === 'complete' ? before : []);
        return turn.value.kind;
      }
      if (turn.value.by === 'server' && measuresMeanwhile && random.bernoulli(0.02)) this.measure();
      if (turn.value.by === 'client' && turn.value.act.kind === 'keep') this.kept.push(turn.value.act.record);
      if (turn.value.by === 'client' && turn.value.act.kind === 'set-aside') this.setAside += 1;
    }
  }

  check(due: readonly MeterRecord[]): void {
    const kept = this.kept.map((record) => JSON.stringify(record));
    expect(new Set(kept).size).toBe(kept.length);
    const real = new Set(this.everStored.map((record) => JSON.stringify(record)));
    expect(kept.filter((record) => !real.has(record))).toEqual([]);
    const there = new Set(this.meter.state.memory.records);
    const missing = due.filter((record) => there.has(record) && !kept.includes(JSON.stringify(record)));
    expect(missing).toEqual([]);
  }
}

/** Notifications get lost; now and then the link goes, or with an indication that is lost falls silent. */
function fateOf(random: RandomStream, loss: number): Fate {
  if (!random.bernoulli(loss)) return 'arrives';
  return random.bernoulli(0.01) ? 'end' : 'is-lost';
}

describe('whatever is lost, the phone ends with each record exactly once', () => {
  test.each([
    ['an ordinary meter', 1000, 0, []],
    ['one whose numbers are about to begin again', 1000, 65_520, []],
    ['the same, which does not know "at most"', 1000, 65_520, ['at-most'] as const],
    ['one whose small memory runs over all the time', 7, 65_520, []],
  ] as const)(
    '%s',
    (_, capacity, sequence, refusesOperators) => {
      fc.assert(
        fc.property(fc.array(anOp, { maxLength: 25 }), (ops) => {
          const world = new World(capacity, sequence, refusesOperators);
          for (const op of ops) world.act(op);
          world.measure();
          expect(world.session({ seed: 0, loss: 0, measuresMeanwhile: false })).toBe('complete');
          expect(world.setAside).toBe(0);
        }),
        { numRuns: 300 },
      );
    },
    120_000,
  );
});
