import type { Posts } from './accepted.ts';
import type { ClockStep } from './clock-steady.ts';
import type { AtWork, Sentinel, Shown } from './inbox-alive.ts';

/** What a run was like. */
export interface RunFacts {
  /** Posts of lanes that are not the harness's own; what was spoilt on purpose is not counted. */
  readonly posts: Posts;
  readonly sentinels: readonly Sentinel[];
  /** Undefined where no reading was sent. */
  readonly atWork: AtWork | undefined;
  readonly clockStep: ClockStep | undefined;
  /** Something was sent by a schedule, and not when an answer allowed it. */
  readonly scheduled: boolean;
}

/** What one tally counted of its share of a run. Plain data. */
export interface TallyPart {
  /** By reading, in the order of the file. */
  readonly sentinels: ReadonlyMap<string, Sentinel>;
  readonly posts: Posts;
  readonly from: number | undefined;
  readonly until: number;
  readonly scheduled: boolean;
  readonly clockStep: ClockStep | undefined;
}

const leastOf = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};

/** Of the surfaces that showed something the one that tells most. */
export const mostTelling = (on: readonly (Shown | undefined)[]): Shown | undefined =>
  (['inbox', 'sweep', 'person'] as const).find((surface) => on.includes(surface));

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** What the tallies of all shares of one run counted together; the first is of the one that leads. */
export const factsOf = (parts: readonly [TallyPart, ...TallyPart[]]): RunFacts => {
  const [first] = parts;
  const from = leastOf(parts.map((part) => part.from));
  return {
    posts: {
      sent: sum(parts.map((part) => part.posts.sent)),
      accepted: sum(parts.map((part) => part.posts.accepted)),
    },
    sentinels: [...first.sentinels].map(([key, { sent }]) => {
      const on = mostTelling(parts.map((part) => part.sentinels.get(key)?.on));
      const by = leastOf(parts.map((part) => part.sentinels.get(key)?.by));
      return { sent, by, ...(on === undefined ? {} : { on }) };
    }),
    atWork: from === undefined ? undefined : { from, until: Math.max(...parts.map((part) => part.until)) },
    clockStep: first.clockStep,
    scheduled: parts.some((part) => part.scheduled),
  };
};
