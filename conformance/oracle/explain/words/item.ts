import { withdrawalText } from '../told-withdrawal.ts';
import { bareKey } from '../../bare-key.ts';
import type { PatientClock } from '../../time/patient-clock.ts';
import { localInstant } from '../../time/instant.ts';
import type { ItemExplanation } from '../item.ts';
import { atMost, type Outline, type Point, point, type Section, told } from '../outline.ts';
import { outcomeText } from '../phrases.ts';
import { recipientPoints } from './items.ts';
import { readingOutline } from './reading.ts';
import { LEVEL } from './rules.ts';
import { SEEN_OF_READING, seenPoint } from './seen.ts';
import { sightText } from './sight.ts';
import { clockText } from './times.ts';

const MOST_ACTS = 5;

const offsetOf = ({ item, reading }: ItemExplanation): number =>
  reading?.offsetMinutes ??
  localInstant(item.latest.created ?? item.latest.due ?? '1970-01-01T00:00:00Z').offsetMinutes;

const actPoint = (op: ItemExplanation['acts'][number], clock: PatientClock, offset: number): Point =>
  point(
    `line ${op.seq}, ${clockText(clock, op.sent, offset)}: ${op.act.act} by ${op.act.person.value}, ${outcomeText(op)}`,
    [op.seq],
  );

const whySection = ({ fact, stray, recipients }: ItemExplanation): Section => ({
  heading: 'Why it is there',
  points:
    fact === undefined
      ? [point(`NOT CALLED FOR: ${stray ?? ''}`)]
      : [
          point(`${LEVEL[fact.demand.level]}: ${fact.demand.why}`),
          ...recipientPoints(recipients),
          ...[withdrawalText(fact.demand)].flatMap((text) => (text === undefined ? [] : [point(text)])),
          point(sightText(fact)),
        ],
});

/** The reading's explanation below the item's own: its answer in short under its title, and no second list of what was seen. */
const aboutReading = ({ title, sections }: Outline): readonly Section[] => {
  const [short, ...rest] = sections;
  return [
    { heading: 'The reading it is about', points: [point(title), ...(short?.points ?? [])] },
    ...rest.filter((s) => s.heading !== SEEN_OF_READING),
  ];
};

/** The explanation of one item in words: the item itself, then the reading that it is about. */
export const itemOutline = (explained: ItemExplanation, clock: PatientClock): Outline => {
  const { item, acts, reading } = explained;
  const offset = offsetOf(explained);
  const about = reading === undefined ? undefined : readingOutline(reading, clock);
  const what = [item.latest.kind, ...item.latest.interpretation].join(' ');
  return {
    title: `Item ${bareKey(item.key)} of patient ${item.latest.patient.value}: ${what}, order ${item.latest.order.value}`,
    sections: told(
      {
        heading: 'What was seen',
        points: [
          seenPoint(item, clock, offset),
          ...atMost(
            acts.map((op) => actPoint(op, clock, offset)),
            MOST_ACTS,
            'acts',
          ),
        ],
      },
      whySection(explained),
      ...(about === undefined ? [] : aboutReading(about)),
    ),
  };
};
