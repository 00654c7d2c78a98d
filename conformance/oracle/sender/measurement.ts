import type { Reading } from '../../../contract/domain/index.ts';
import type { OpOf } from '../record/patient-record.ts';
import type { PhoneRecord } from './sender-record.ts';

type ShowOp = OpOf<'phone.show'>;

/** One content that a measurement was shown with; a correction makes another. */
export interface Version {
  readonly reading: Reading;
  /** In the order of showing; at least one. */
  readonly shows: readonly [ShowOp, ...ShowOp[]];
}

/** One measurement as it was shown, whatever became of it. */
export interface Measurement {
  /** The value that its identifier has to have; the system is the sender's own. */
  readonly value: string;
  readonly first: Version;
  readonly versions: readonly [Version, ...Version[]];
  readonly deletion: OpOf<'phone.delete'> | undefined;
  readonly whose: 'patient' | 'other';
  readonly sentinel: boolean;
}

const contentOf = ({ result, effective, status, device, mealContext, userEntered }: Reading): string =>
  JSON.stringify([result, effective, status === 'corrected', device, mealContext, userEntered]);

const versionsOf = (shows: readonly ShowOp[]): readonly Version[] => {
  const by = new Map<string, [ShowOp, ...ShowOp[]]>();
  for (const show of shows) {
    const content = contentOf(show.act.reading);
    const known = by.get(content);
    if (known === undefined) by.set(content, [show]);
    else known.push(show);
  }
  return [...by.values()].map((list) => ({ reading: list[0].act.reading, shows: list }));
};

/** Every measurement of a phone, in the order in which they were shown first. */
export const measurementsOf = ({ shows, deletions }: PhoneRecord): readonly Measurement[] => {
  const by = Map.groupBy(shows, (show) => show.act.reading.identifier.value);
  return [...by].flatMap(([value, list]) => {
    const [first, ...later] = versionsOf(list);
    const [show] = list;
    if (first === undefined || show === undefined) return [];
    return [
      {
        value,
        first,
        versions: [first, ...later] as const,
        deletion: deletions.find((d) => d.act.reading.value === value),
        whose: show.act.whose,
        sentinel: list.some((s) => s.act.sentinel === true),
      },
    ];
  });
};

/** The content that holds in the end. */
export const latestOf = ({ versions }: Measurement): Version => versions.at(-1) ?? versions[0];

/** Every line that shows it. */
export const linesOf = ({ versions, deletion }: Measurement): readonly number[] => [
  ...versions.flatMap(({ shows }) => shows.map((s) => s.seq)),
  ...(deletion === undefined ? [] : [deletion.seq]),
];
