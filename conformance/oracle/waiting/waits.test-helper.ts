import { Analysis } from '../analysis.ts';
import { bareKey } from '../bare-key.ts';
import type { Moment } from '../course/moment.ts';
import type { HistoryLine } from '../../history/lines.ts';
import type { Span } from '../time/span.ts';
import type { Copy } from './escalation.ts';
import type { MissingItem } from './missing.ts';
import type { PeriodicSummary } from './summary.ts';
import { isWithdrawn, waitingOf } from './waiting-of.ts';
import { Watched } from './watched.ts';
import type { Course } from '../course/course.ts';

const NS_PER_MS = 1_000_000n;

/** `01-01 02:00`, with seconds and what is below them only where there are any. */
const at = (ns: bigint): string => {
  const text = new Date(Number(ns / NS_PER_MS)).toISOString().slice(5, 23).replace('T', ' ');
  const below = ns % NS_PER_MS;
  return `${text.replace(/:00\.000$/, '').replace(/\.000$/, '')}${below === 0n ? '' : `+${below}`}`;
};
const when = ({ low, high }: Span): string => (low === high ? at(low) : `${at(low)} to ${at(high)}`);
const because = (by: Moment | undefined): string => (by === undefined ? '' : ` by ${by.from / 1e6} ms`);

const missingText = ({ order, due, raised, by, version, withdrawn }: MissingItem): string =>
  `${bareKey(order)} missing ${when(due)}, line ${version.op.seq}, raised ${when(raised)}${because(by)}: ${
    withdrawn === undefined ? 'stands' : `${withdrawn.reason} ${when(withdrawn.at)}${because(withdrawn.by)}`
  }`;

/** What is certain and usual goes without saying. */
const copyText =
  (course: Course) =>
  (copy: Copy): string =>
    [
      `copy ${copy.step} of ${bareKey(copy.item.reading)} at ${when(copy.due)}`,
      ...(copy.made === 'yes' ? [] : [`made ${copy.made}`]),
      ...(copy.late === 'no' ? [] : [`late ${copy.late}`]),
      ...(copy.done === 'no' ? [] : [`done ${copy.done}`]),
      ...(isWithdrawn(course, copy) === 'no' ? [] : [`withdrawn ${isWithdrawn(course, copy)}`]),
    ].join(', ');

const summaryText = ({ start, end, made, version, figures: f }: PeriodicSummary): string =>
  `summary ${at(start)} to ${at(end)}, made ${at(made)}, line ${version.op.seq}: ${[f.count, f.abnormal, f.critical, f.min, f.max, f.mean].map((n) => n ?? '-').join(' ')}`;

/** All that can have fallen due by itself by the end of a history, one list for each way; equal ones once. */
export const waitsOf = (lines: readonly HistoryLine[]): string[][] => {
  const { patients, end } = Analysis.of(lines);
  const ways = patients.flatMap(({ record, measures }) =>
    measures.flatMap((measure) =>
      measure.explored.courses.flatMap((course) =>
        waitingOf(measure, course, new Watched(record), end).ways.map(({ missing, copies, summaries }) => [
          ...missing.map(missingText),
          ...copies.map(copyText(course)),
          ...summaries.map(summaryText),
        ]),
      ),
    ),
  );
  return [...new Map(ways.map((way) => [way.join('\n'), way])).values()];
};

/** The same of a history that has one way. */
export const onlyWait = (lines: readonly HistoryLine[]): string[] => {
  const [only, ...others] = waitsOf(lines);
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} ways`);
  return only;
};
