import type { Identifier } from '../../../../contract/domain/identifier.ts';
import type { Measure } from '../../../../contract/domain/measure.ts';
import type { FiledReading } from '../../../../contract/domain/reading.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import { isoOf, msOf } from '../../../clock/instant.ts';
import type { PageContext } from '../page.ts';
import { durationText } from './words.ts';

const DAY_MS = 86_400_000;
/** One page of the pipeline. Of more, a shorter time is shown, and of a day the latest: they are never the ones left out. */
const MOST = 1000;

/** What of a time is shown, and how long it is: `30 days`. */
export interface FoundReadings {
  readonly readings: readonly FiledReading[];
  readonly time: string;
}

/** Readings of a measure in the last days, by their time; `time`: as far back as they go. */
export const findReadings = async (
  { pipeline, caller }: Pick<PageContext, 'pipeline' | 'caller'>,
  of: { readonly patient: Identifier; readonly measure: Measure; readonly days: number },
): Promise<Outcome<FoundReadings>> => {
  const { patient, measure, days } = of;
  const nowMs = msOf(await pipeline.clock.now(patient));
  const query = { patient, measure, from: isoOf(nowMs - days * DAY_MS), count: MOST };
  const found = await pipeline.readings.search(caller, query);
  if (!found.ok) return found;
  const time = durationText({ value: days, unit: 'd' });
  if (found.value.next === undefined) return accept({ readings: found.value.entries.map(({ body }) => body), time });
  if (days > 1) return findReadings({ pipeline, caller }, { ...of, days: Math.floor(days / 2) });
  const latest = await pipeline.readings.search(caller, { ...query, newestFirst: true });
  if (!latest.ok) return latest;
  const readings = latest.value.entries.map(({ body }) => body).toReversed();
  return accept({ readings, time: `${time}, the latest ${MOST} readings` });
};
