import type { Reading } from '../../../contract/domain/index.ts';
import { Analysis } from '../analysis.ts';
import type { Moment } from '../course/moment.ts';
import { HistoryBuilder, type OpOptions } from '../history-builder.test-helper.ts';
import type { Explored } from './explorer.ts';

export type Write = (b: HistoryBuilder) => void;
/** The courses of the only patient and measure of a history whose operations take 10 ms each. */
export const explored = (write: Write): Explored => {
  const b = new HistoryBuilder();
  b.took = 10;
  write(b);
  const [only] = Analysis.of(b.end()).patients.flatMap((p) => p.measures.map((m) => m.explored));
  if (only === undefined) throw new Error('nothing explored');
  return only;
};
const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted();
/** What each course has filed, by the lines that made it so, and the items that came of it; alike ones once. */
export const courses = ({ courses: all }: Explored): string[] =>
  sorted(
    all.map(({ state }) =>
      [
        ...[...state.filings.values()].map(
          (f) => `${f.key.split('|')[1]} ${f.contents.map((c) => c.by.seq).join('+')}`,
        ),
        ...[...state.items.values()].map((i) => `${i.kind}${i.withdrawn === undefined ? '' : ' withdrawn'}`),
      ].join(', '),
    ),
  );
/** What each operation had to be answered: `line: way or way`. */
export const rulings = ({ rulings: all }: Explored): string[] =>
  [...all]
    .toSorted(([a], [b]) => a.seq - b.seq)
    .map(
      ([{ seq }, ways]) =>
        `${seq}: ${sorted(ways.map((w) => [w.way, ...(w.replay ? ['replay'] : []), ...w.grounds.map((g) => g.cause)].join(' '))).join(' or ')}`,
    );
export const both = (write: Write): { readonly courses: string[]; readonly rulings: string[] } => {
  const found = explored(write);
  return { courses: courses(found), rulings: rulings(found) };
};

export const UNKNOWN: OpOptions = { outcome: 'unknown' };
export const REFUSED: OpOptions = { outcome: 'refused' };
export const begin: Write = (b) => {
  b.order();
  b.grant();
  b.wait(100);
};
export const read = (b: HistoryBuilder, name: string, options: OpOptions = {}, value = '250'): Reading =>
  b.reading({ name, value }, options);
export const again = (b: HistoryBuilder, reading: Reading, options: OpOptions = {}): void =>
  void b.wait(10).op({ op: 'reading.submit', reading }, options);
export const ACCEPTED = ['1: accept', '2: accept'];

const MS = 1_000_000;
const between = ({ from, to }: Moment): string => `${from / MS}-${to / MS}`;
/** Of each course the contents of its readings, by line and with the milliseconds between which each was filed. */
export const filed = ({ courses: all }: Explored): string[][] =>
  all.map(({ state }) =>
    [...state.filings.values()].map(
      (f) => `${f.key.split('|')[1]} ${f.contents.map((c) => `${c.by.seq} ${between(c.moment)}`).join(', ')}`,
    ),
  );
/** Of each course the versions of its orders, by line. */
export const versions = ({ courses: all }: Explored): string[] =>
  sorted(all.flatMap(({ state }) => [...state.orders.values()].map((o) => o.versions.map((v) => v.op.seq).join(', '))));
