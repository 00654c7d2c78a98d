import { type RandomStream, randomStream } from '../../simulator/random.ts';
import { FAIR, type Weather } from './weather.ts';

/** What can be done to a system besides its network: each only where the profile says how. */
export const DEEDS = ['killed', 'stopped', 'paused', 'database-restarted'] as const;
export type Deed = (typeof DEEDS)[number];

/** The kinds of trouble on a link. */
export const TROUBLES = [
  'latency',
  'jitter',
  'throttled',
  'lossy',
  'partition',
  'refused',
  'half-open',
  'reset',
] as const;
export type Trouble = (typeof TROUBLES)[number];

/** One act of a plan; instants in ms since its start. An act that is over at once has `forMs` 0. */
export type ChaosAct = { readonly atMs: number; readonly forMs: number } & (
  | { readonly on: 'link'; readonly link: string; readonly what: Trouble; readonly weather: Weather }
  | { readonly on: 'system'; readonly what: Deed }
  | { readonly on: 'clock'; readonly what: 'clock-stepped'; readonly byMs: number }
);

/** A plan is what its seed says. After `faultsMs` no act begins and all are over. */
export interface ChaosPlan {
  readonly seed: number;
  readonly faultsMs: number;
  /** By their instants. */
  readonly acts: readonly ChaosAct[];
}

export interface ChaosSetting {
  readonly seed: number;
  readonly faultsMs: number;
  /** The addresses that have a proxy, `fhir` or `hl7v2`. */
  readonly links: readonly string[];
  readonly deeds: readonly Deed[];
  /** Whether the system's own clock can be set. */
  readonly clock: boolean;
}

/** Long enough to be felt, short enough that several fit. */
const LEAST_MS = 150;
const MOST_MS = 1500;
/** A link is left in peace this often, so that something gets through between two troubles. */
const MOST_PEACE_MS = 900;
const MOST_FAULTS_MS = 600_000;
const LEAST_STEP_MS = 2000;
export const MOST_STEP_MS = 45_000;

const ONCE: ReadonlySet<Trouble> = new Set(['half-open', 'reset']);

const weatherOf = (what: Trouble, draw: RandomStream): Weather => {
  const parts: Record<Trouble, Partial<Weather>> = {
    latency: { latencyMs: draw.between(5, 250) },
    jitter: { latencyMs: draw.between(0, 40), jitterMs: draw.between(20, 300) },
    throttled: { bytesPerSecond: Math.round(draw.between(8_000, 200_000)) },
    lossy: { resetShare: draw.between(0.02, 0.3) },
    partition: { road: 'held' },
    refused: { road: 'refused' },
    'half-open': {},
    reset: {},
  };
  return { ...FAIR, ...parts[what] };
};

/** Trouble on one link, one after the other. */
const onLink = (link: string, { seed, faultsMs }: ChaosSetting): ChaosAct[] => {
  const draw = randomStream(seed, 'chaos', 'link', link);
  const acts: ChaosAct[] = [];
  for (let at = draw.between(0, MOST_PEACE_MS); ;) {
    const what = draw.pick(TROUBLES);
    const lasts = Math.round(draw.between(LEAST_MS, MOST_MS));
    const weather = weatherOf(what, draw);
    const forMs = ONCE.has(what) ? 0 : lasts;
    const atMs = Math.round(at);
    if (atMs + forMs > faultsMs) return acts;
    acts.push({ on: 'link', link, what, weather, atMs, forMs });
    at = atMs + forMs + draw.between(1, MOST_PEACE_MS);
  }
};

/** Deeds to the system, one after the other: a process that is down cannot be killed. */
const onSystem = ({ seed, faultsMs, deeds }: ChaosSetting): ChaosAct[] => {
  const draw = randomStream(seed, 'chaos', 'system');
  const acts: ChaosAct[] = [];
  if (deeds.length === 0) return acts;
  for (let at = draw.between(LEAST_MS, MOST_MS); ;) {
    const what = draw.pick(deeds);
    const forMs = Math.round(draw.between(LEAST_MS, MOST_MS));
    const atMs = Math.round(at);
    if (atMs + forMs > faultsMs) return acts;
    acts.push({ on: 'system', what, atMs, forMs });
    at = atMs + forMs + draw.between(LEAST_MS, MOST_MS);
  }
};

/**
 * Steps of the clock, one after the other, forward or back: far more than clocks of computers may differ, and less than a
 * token of the harness is good for beside the minute before which it is had anew.
 */
const onClock = ({ seed, faultsMs, clock }: ChaosSetting): ChaosAct[] => {
  const draw = randomStream(seed, 'chaos', 'clock');
  const acts: ChaosAct[] = [];
  if (!clock) return acts;
  for (let at = draw.between(LEAST_MS, MOST_MS); ;) {
    const byMs = Math.round(draw.between(LEAST_STEP_MS, MOST_STEP_MS)) * (draw.bernoulli(0.5) ? 1 : -1);
    const forMs = Math.round(draw.between(LEAST_MS, MOST_MS));
    const atMs = Math.round(at);
    if (atMs + forMs > faultsMs) return acts;
    acts.push({ on: 'clock', what: 'clock-stepped', byMs, atMs, forMs });
    at = atMs + forMs + draw.between(LEAST_MS, MOST_MS);
  }
};

/**
 * What is done, to what, when and for how long: all from the seed. The acts of one link, and those to the system, follow
 * each other; those of different places overlap, as they do in a bad night. A place added changes no other's acts.
 * Throws RangeError where there is no time or too much.
 */
export const chaosPlan = (setting: ChaosSetting): ChaosPlan => {
  const { seed, faultsMs, links } = setting;
  if (!(Number.isInteger(faultsMs) && faultsMs >= LEAST_MS && faultsMs <= MOST_FAULTS_MS))
    throw new RangeError(`faultsMs ${faultsMs}: whole milliseconds, ${LEAST_MS} to ${MOST_FAULTS_MS}`);
  const acts = [...links.flatMap((link) => onLink(link, setting)), ...onSystem(setting), ...onClock(setting)];
  return { seed, faultsMs, acts: acts.toSorted((a, b) => a.atMs - b.atMs) };
};
