import type { Identifier } from '../../../../contract/domain/identifier.ts';
import type { Measure } from '../../../../contract/domain/measure.ts';
import type { FiledReading } from '../../../../contract/domain/reading.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import { isoOf, msOf } from '../../../clock/instant.ts';
import type { PageContext } from '../page.ts';

const DAY_MS = 86_400_000;
/** One page of the pipeline. Of more, a shorter time is shown: the latest readings are never the ones left out. */
const MOST = 1000;

/** Readings of a measure in the last days, by their time; `days`: as far back as they go. */
export const findReadings = async (
  { pipeline, caller }: Pick<PageContext, 'pipeline' | 'caller'>,
  of: { readonly patient: Identifier; readonly measure: Measure; readonly days: number },
): Promise<Outcome<{ readonly readings: readonly FiledReading[]; readonly days: number }>> => {
  const { patient, measure, days } = of;
  const nowMs = msOf(await pipeline.clock.now(patient));
  const found = await pipeline.readings.search(caller, {
    patient,
    measure,
    from: isoOf(nowMs - days * DAY_MS),
    count: MOST,
  });
  if (!found.ok) return found;
  if (found.value.next !== undefined && days > 1)
    return findReadings({ pipeline, caller }, { ...of, days: Math.floor(days / 2) });
  return accept({ readings: found.value.entries.map(({ body }) => body), days });
};
