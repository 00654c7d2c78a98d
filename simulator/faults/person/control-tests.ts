import { MINUTE_MS, type EpochMs } from '../../clock.ts';
import type { Sampling } from '../../layers.ts';
import type { RandomStream } from '../../random.ts';
import type { FaultSetting } from '../fault.ts';
import { arrivals } from '../occurrence.ts';

/** The two solutions that come with a meter, mg/dL; the higher one is used less. */
const NORMAL = { mean: 110, sd: 8 } as const;
const HIGH = { mean: 300, sd: 15 } as const;
const HIGH_SHARE = 0.3;
/** The meter is out already: a person checks it before a test of their own. */
const BEFORE_TEST_MS = 3 * MINUTE_MS;

/** Tests of control solution between those of a person. */
export interface ControlTests {
  readonly id: string;
  readonly perYear: number;
  /** What the meter takes it for. */
  readonly specimen: 'control' | 'capillary';
}

function controlTest(atMs: EpochMs, specimen: ControlTests['specimen'], id: string, random: RandomStream): Sampling {
  const { mean, sd } = random.bernoulli(HIGH_SHARE) ? HIGH : NORMAL;
  const presented = random.normal(mean, sd);
  return {
    atMs,
    presented,
    specimen,
    truth: { trueValue: presented, trueUnit: 'mg/dL', trueTimeMs: atMs, faultIds: [id], personId: '' },
  };
}

/** Adds the control tests that are due; one that finds no test to go before waits for the next. */
export function* withControlTests(
  items: Iterable<Sampling>,
  setting: FaultSetting,
  { id, perYear, specimen }: ControlTests,
): Generator<Sampling> {
  const due = arrivals(perYear, setting);
  let waiting: number | undefined;
  let previousMs = setting.startMs;
  for (const item of items) {
    waiting = due.latest(item.atMs)?.number ?? waiting;
    const atMs = item.atMs - BEFORE_TEST_MS;
    if (waiting !== undefined && atMs > previousMs) {
      yield controlTest(atMs, specimen, id, setting.streamOf('control', waiting));
      waiting = undefined;
    }
    yield item;
    previousMs = item.atMs;
  }
}
