import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AlertOutbox } from '../alerts/outbox.ts';
import { monotonicNow } from '../clock/system-now.ts';
import { type Figures, figuresOf, itemKey, writeKey } from './figures.ts';
import { LastMinute } from './last-minute.ts';
import type { Watch } from './watch.ts';

/** From half a millisecond to the deadline of an abnormal item, seconds. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60];

export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

export interface Metrics {
  readonly watch: Watch;
  /** In the text format of Prometheus, METRICS_TYPE. */
  text(): Promise<string>;
  /** The same, for a page. */
  figures(): Promise<Figures>;
}

type AlertCounts = ReturnType<AlertOutbox['counts']>;
const ALERT_STATES = ['waiting', 'parked', 'lost'] as const;

/**
 * Counts what the pipeline does, for Prometheus. `waiting`: requests to write that are not committed yet; `alerts`: where
 * another system is told of items, how many alerts there are; undefined where they cannot be counted now. `now`: monotonic
 * milliseconds.
 */
export const createMetrics = (
  waiting: () => number,
  alerts?: () => AlertCounts | undefined,
  now: () => number = monotonicNow,
): Metrics => {
  const recent = new LastMinute(now);
  const registry = new Registry();
  const registers = [registry];
  const writes = new Counter({
    name: 'vitalproof_writes_total',
    help: 'Requests to write, by what they were about and what came of them',
    labelNames: ['subject', 'outcome'] as const,
    registers,
  });
  /** How long something took, by the same buckets throughout, so that one can be held against another. */
  const durations = <L extends string>(name: string, help: string, labelNames: readonly L[]): Histogram<L> =>
    new Histogram({ name, help, labelNames, buckets: BUCKETS, registers });
  const seconds = durations('vitalproof_write_seconds', 'From the coming of a request to write to its commit', [
    'subject',
  ]);
  const toItem = durations(
    'vitalproof_reading_to_item_seconds',
    'From the coming of a reading to the commit of the item that it raised',
    [],
  );
  const items = new Counter({
    name: 'vitalproof_items_total',
    help: 'Items raised, by kind and by what raised them',
    labelNames: ['kind', 'by'] as const,
    registers,
  });
  const troubles = new Counter({
    name: 'vitalproof_store_troubles_total',
    help: 'Times that the database came into trouble, by what it was',
    labelNames: ['trouble'] as const,
    registers,
  });
  const waits = new Gauge({
    name: 'vitalproof_writes_waiting',
    help: 'Requests to write that are not committed yet',
    registers: [],
    collect() {
      this.set(waiting());
    },
  });
  registry.registerMetric(waits);
  const told = new Gauge({
    name: 'vitalproof_alerts',
    help: 'Alerts to another system: waiting to be sent, parked for good, and lost since the start because too many waited',
    labelNames: ['state'] as const,
    registers: [],
    collect() {
      const counts = alerts?.();
      for (const state of ALERT_STATES) if (counts !== undefined) this.set({ state }, counts[state]);
    },
  });
  if (alerts !== undefined) registry.registerMetric(told);
  return {
    watch: {
      written: (what) => {
        writes.inc({ subject: what.subject, outcome: what.outcome });
        recent.note(writeKey(what.subject, what.outcome));
        seconds.observe({ subject: what.subject }, what.seconds);
        for (const kind of what.raised) {
          items.inc({ kind, by: what.subject });
          recent.note(itemKey(kind));
          if (what.subject === 'reading') toItem.observe(what.seconds);
        }
      },
      fellDue: (raised) => {
        for (const kind of raised) {
          items.inc({ kind, by: 'time' });
          recent.note(itemKey(kind));
        }
      },
      store: (trouble) => {
        if (trouble !== undefined) troubles.inc({ trouble });
      },
    },
    text: () => registry.metrics(),
    figures: () => figuresOf({ writes, items, toItem }, recent.counts(), waiting()),
  };
};
