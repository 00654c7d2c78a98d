import { chaosLane } from '../chaos/chaos-lane.ts';
import { type ChaosPlan } from '../chaos/plan.ts';
import { FAIR } from '../chaos/weather.ts';
import { loadLane } from '../load/load-lane.ts';
import { LoadProfile } from '../load/profile.ts';
import type { DrivenLane } from '../runner/driven.ts';
import type { Secrets } from '../sut/access.ts';

/** What is sent to a system that differs in what no check can show: so much at a time, or through a link that is cut. */
export interface SelftestLoad {
  /** In words, for the table. */
  readonly what: string;
  /**
   * How many of the shortest deadlines it is held to: whoever serves a load and is measured on the same processors is
   * late by more than else.
   */
  readonly deadlines: number;
  lanes(run: { readonly seed: number; readonly secrets: Secrets }): readonly DrivenLane[];
}

/** Everything by messages, so that it takes no other program. Looks alone show the items: what is broken there is looked for. */
const messages = (what: string, more: Readonly<Record<string, unknown>>, deadlines = 4): SelftestLoad => {
  const profile = LoadProfile.parse({ patients: 10, mix: { mllp: 1 }, timeoutMs: 20_000, observe: 'search', ...more });
  return { what, deadlines, lanes: () => [loadLane({ name: 'selftest', profile, script: 'none', mayBeLate: true })] };
};

/**
 * About 900 of 1,000 readings have an item, and at one in two hundred 920 of them would meet it with 99 %, 598 with 95 %.
 * Patients are few, because to enrol one and to read one's record at the end costs more than to send a reading.
 */
export const manyAlarms = messages('1,000 readings, nine of ten out of their limits', {
  readingsEach: 100,
  readingsPerSecond: 500,
  course: 'alarms',
  virtualUsers: 16,
});

/** The same of readings as they are, for what becomes of a reading whether it is told or not. */
export const manyReadings = messages('900 readings', { readingsEach: 90, readingsPerSecond: 600, virtualUsers: 16 });

/** Sooner than any system answers: as many messages are under way as there are connections. */
export const allAtOnce = messages('600 readings in a tenth of a second, over sixty-four connections', {
  readingsEach: 60,
  readingsPerSecond: 6000,
  virtualUsers: 64,
});

/** So many items that more than a thousand of them are on file, and hundreds come behind these; a second more is late. */
export const moreAlarms = messages(
  '1,500 readings, nine of ten out of their limits',
  { readingsEach: 150, readingsPerSecond: 600, course: 'alarms', virtualUsers: 16 },
  1,
);

const CUTS = 60;
const CUT_EVERY_MS = 25;
const CUTS_MS = 1500;

/** Connections are cut so often that many are under way at one of them; nothing else is done to the link. */
const cutPlan = (seed: number): ChaosPlan => ({
  seed,
  faultsMs: CUTS_MS,
  acts: Array.from({ length: CUTS }, (_, i) => ({
    on: 'link',
    link: 'fhir',
    what: 'reset',
    weather: FAIR,
    atMs: i * CUT_EVERY_MS,
    forMs: 0,
  })),
});

/** A gateway whose connections are cut while it waits for answers, and that sends again. */
export const cutOff: SelftestLoad = {
  what: `300 readings over connections that are cut ${CUTS} times, sent until they are answered`,
  deadlines: 4,
  lanes: ({ seed, secrets }) => [
    chaosLane({
      seed,
      faultsMs: CUTS_MS,
      patients: 5,
      ratePerSecond: 200,
      secrets,
      plan: cutPlan,
    }),
  ],
};
