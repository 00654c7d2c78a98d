import fc from 'fast-check';
import type { InboxItem, Order, Reading } from '../../contract/domain/index.ts';
import type { HistoryLine } from '../history/lines.ts';
import { change, critical, HistoryBuilder, makeItem, reference } from './history-builder.test-helper.ts';

/**
 * A small world, all in whole numbers, and a naive system that is right by construction: it looks at
 * every pair of readings after every filing. It shares no arithmetic with the oracle.
 */
export interface Step {
  /** mg/dL, or tenths of a kilogram. */
  readonly value: number;
  /** Whole minutes before the run began. */
  readonly minutesAgo: number;
}
export interface SmallWorld {
  readonly kind: 'glucose' | 'weight';
  readonly low: number;
  readonly high: number;
  /** How far the critical limits lie outside; undefined: none. */
  readonly beyond: number | undefined;
  /** Change rule: tenths of a kilogram within hours. */
  readonly gain: number;
  readonly hours: number;
  /** In the order of arrival. */
  readonly steps: readonly Step[];
}

export const smallWorld: fc.Arbitrary<SmallWorld> = fc.record({
  kind: fc.constantFrom('glucose' as const, 'weight' as const),
  low: fc.integer({ min: 60, max: 80 }),
  high: fc.integer({ min: 90, max: 110 }),
  beyond: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
  gain: fc.integer({ min: 1, max: 20 }),
  hours: fc.integer({ min: 1, max: 60 }),
  steps: fc.uniqueArray(
    fc.record({ value: fc.integer({ min: 40, max: 130 }), minutesAgo: fc.integer({ min: 0, max: 5 * 24 * 60 }) }),
    { minLength: 1, maxLength: 7, selector: (s) => s.minutesAgo },
  ),
});

/** What the naive system says of one reading, given everything filed. */
export interface Raised {
  readonly step: number;
  /** Step whose filing raised it. */
  readonly by: number;
  readonly kind: 'critical' | 'abnormal' | 'change';
  readonly interpretation: InboxItem['interpretation'];
  readonly limit: string;
}

const limitsOf = ({ low, high, beyond }: SmallWorld, value: number): Omit<Raised, 'step' | 'by'> | undefined => {
  if (beyond !== undefined && value > high + beyond)
    return { kind: 'critical', interpretation: ['HH'], limit: `${high + beyond}` };
  if (beyond !== undefined && value < low - beyond)
    return { kind: 'critical', interpretation: ['LL'], limit: `${low - beyond}` };
  if (value > high) return { kind: 'abnormal', interpretation: ['H'], limit: `${high}` };
  if (value < low) return { kind: 'abnormal', interpretation: ['L'], limit: `${low}` };
  return undefined;
};

const tenths = (n: number): string => `${Math.trunc(n / 10)}.${n % 10}`;

/** Everything the naive system raises, each by the filing that first made it so. */
export const naive = (world: SmallWorld): Raised[] => {
  const raised: Raised[] = [];
  world.steps.forEach((_step, now) => {
    const filed = world.steps.slice(0, now + 1);
    filed.forEach((own, step) => {
      if (raised.some((r) => r.step === step)) return;
      if (world.kind === 'glucose') {
        const limits = limitsOf(world, own.value);
        if (limits !== undefined) raised.push({ step, by: now, ...limits });
        return;
      }
      const grew = filed.some((other) => {
        const minutes = other.minutesAgo - own.minutesAgo;
        return minutes > 0 && minutes <= world.hours * 60 && own.value - other.value > world.gain;
      });
      if (grew) raised.push({ step, by: now, kind: 'change', interpretation: ['U'], limit: tenths(world.gain) });
    });
  });
  return raised;
};

export interface Played {
  readonly builder: HistoryBuilder;
  readonly lines: HistoryLine[];
  readonly order: Order;
  readonly readings: readonly Reading[];
  readonly raised: readonly Raised[];
}

const at = (started: string, minutesAgo: number): string =>
  new Date(Date.parse(started) - minutesAgo * 60_000).toISOString();

/** Plays a world against the naive system. `corrupt` may change, drop or add to what is seen. */
export const play = (
  world: SmallWorld,
  options: { started?: string; corrupt?: (item: InboxItem, index: number) => readonly InboxItem[] } = {},
): Played => {
  const { started = '2035-01-10T00:00:00.000Z', corrupt = (item) => [item] } = options;
  const b = new HistoryBuilder({ started });
  const weight = world.kind === 'weight';
  const start = at(started, 6 * 24 * 60);
  const end = at(started, -100 * 24 * 60);
  const order = b.order(
    weight
      ? { measure: 'weight', rules: [change('gain', tenths(world.gain), 'kg', `${world.hours} h`)], start, end }
      : {
          limits: [
            reference(`${world.low}`, `${world.high}`),
            ...(world.beyond === undefined
              ? []
              : [critical(`${world.low - world.beyond}`, `${world.high + world.beyond}`)]),
          ],
          start,
          end,
        },
  );
  b.grant(world.kind);
  const raised = naive(world);
  const readings: Reading[] = [];
  let seen = 0;
  world.steps.forEach((step, index) => {
    readings.push(
      b.reading({
        name: `r${index}`,
        value: weight ? tenths(step.value) : `${step.value}`,
        unit: weight ? 'kg' : 'mg/dL',
        at: at(started, step.minutesAgo),
      }),
    );
    b.wait(30);
    for (const r of raised.filter((x) => x.by === index)) {
      const reading = readings[r.step];
      if (reading === undefined) continue;
      const item = makeItem(reading, order, `i${r.step}`, {
        kind: r.kind,
        rule: r.kind === 'change' ? 'change' : 'limits',
        interpretation: r.interpretation,
        limit: { value: r.limit, unit: order.unit },
        priority: r.kind === 'critical' ? 'stat' : 'urgent',
        late: (world.steps[r.step]?.minutesAgo ?? 0) >= 60,
        submitted: started,
      });
      for (const shown of corrupt(item, seen)) b.seen(shown);
      seen += 1;
    }
  });
  return { builder: b, lines: b.drain(), order, readings, raised };
};
