import { bareKey } from '../../bare-key.ts';
import type { ObservedItem } from '../../record/sighting.ts';
import type { PatientClock } from '../../time/patient-clock.ts';
import type { ReadingExplanation } from '../explanation.ts';
import { atMost, type Point, point, type Section } from '../outline.ts';
import { linesText } from '../../lines-text.ts';
import { clockText } from './times.ts';

const MOST_SEEN = 6;

export const SEEN_OF_READING = 'What was seen of it';

/** One item with the interval in which it came into sight, and how it went on. */
export const seenPoint = (
  { key, first, latest, versions }: ObservedItem,
  clock: PatientClock,
  offset: number,
): Point => {
  const by = clockText(clock, first.by, offset);
  const after = first.after === null ? 'no earlier look' : `not yet at ${clockText(clock, first.after, offset)}`;
  const what = [latest.kind, ...latest.interpretation].join(' ');
  const more =
    versions.length > 1
      ? `, then ${versions
          .slice(1)
          .map((v) => `${v.item.status} (line ${v.seq})`)
          .slice(0, 4)
          .join(', ')}`
      : '';
  const why = latest.withdrawal === undefined ? '' : `, withdrawn: ${latest.withdrawal}`;
  return point(
    `item ${bareKey(key)}: ${what} for ${latest.recipient.value}, in sight by ${by} (${after}), line ${first.seq}${more}${why}`,
    versions.map((v) => v.seq),
  );
};

/** What was seen of a reading: items, and what queries showed. */
export const seenSection = (told: ReadingExplanation, clock: PatientClock): Section => {
  const items = [
    ...told.rules.flatMap((f) => f.items),
    ...told.dues.filter((d) => d.tie === 'copy').flatMap((d) => d.fact.items),
  ];
  const reads = [
    ...(told.shownBy.length === 0
      ? []
      : [
          point(
            `shown by the quer${told.shownBy.length === 1 ? 'y' : 'ies'} of ${linesText(told.shownBy.map((r) => r.seq))}`,
          ),
        ]),
    ...(told.lackedBy.length === 0
      ? []
      : [
          point(
            `not shown by the quer${told.lackedBy.length === 1 ? 'y' : 'ies'} of ${linesText(told.lackedBy.map((r) => r.seq))}`,
          ),
        ]),
  ];
  const strays = told.stray.map(({ item, why }) =>
    point(`item ${bareKey(item.key)} is not called for: ${why}`, [item.first.seq]),
  );
  const points = [...items.map((item) => seenPoint(item, clock, told.offsetMinutes)), ...strays];
  return {
    heading: SEEN_OF_READING,
    points: [...(points.length === 0 ? [point('no item')] : atMost(points, MOST_SEEN, 'items')), ...reads],
  };
};
