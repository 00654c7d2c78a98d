import type { Course } from '../course/course.ts';
import { latestOf, liveOf, type Content, type Filing as CourseFiling, type SubmitOp } from '../course/filing.ts';
import type { Attempt, Filing } from '../readings/filing.ts';

type OfCourse = readonly (CourseFiling | undefined)[];

/** In the order of sending. */
const attemptsOf = (ops: readonly SubmitOp[], attemptOf: (op: SubmitOp) => Attempt | undefined): readonly Attempt[] =>
  ops.toSorted((a, b) => a.sent - b.sent || a.seq - b.seq).flatMap((op) => attemptOf(op) ?? []);

/** Places in the order of effects are those of one course: of the one that has most of them, before any other. */
const contentsOf = (filings: OfCourse): readonly Content[] => {
  const byOp = new Map<number, Content>();
  const richest = filings.map((f) => f?.contents ?? []).toSorted((a, b) => b.length - a.length);
  for (const contents of richest) for (const c of contents) if (!byOp.has(c.by.seq)) byOp.set(c.by.seq, c);
  return [...byOp.values()].toSorted((a, b) => a.moment.step - b.moment.step);
};

/** What one course makes of a filing is all that there is of it: so it is with nearly every one. */
const alone = (filing: CourseFiling, attemptOf: (op: SubmitOp) => Attempt | undefined): Filing | undefined => {
  const { key, contents, apart, wrongful } = filing;
  const [first] = contents;
  if (first === undefined || apart) return undefined;
  const keys = new Set(filing.keys);
  return {
    key,
    keys,
    whole: true,
    reading: first.reading,
    latest: [liveOf(filing)],
    firsts: [first],
    contents,
    variants: contents,
    attempts: attemptsOf(filing.attempts, attemptOf),
    certain: true,
    wrongful,
  };
};

const unite = (filings: OfCourse, attemptOf: (op: SubmitOp) => Attempt | undefined): Filing | undefined => {
  const present = filings.filter((f) => f !== undefined);
  const [first] = present;
  const contents = contentsOf(filings);
  const [content] = contents;
  if (content === undefined || first?.apart !== false) return undefined;
  const keys = new Set(present.flatMap((f) => f.keys));
  return {
    key: first.key,
    keys,
    whole: present.length === filings.length && present.every((f) => f.keys.length === keys.size),
    reading: content.reading,
    latest: filings.map((f) => (f === undefined ? undefined : liveOf(f))),
    firsts: filings.map((f) => f?.contents[0]),
    contents,
    variants: present.flatMap((f) => f.contents),
    attempts: attemptsOf([...new Set(present.flatMap((f) => f.attempts))], attemptOf),
    certain: filings.every((f) => f !== undefined && latestOf(f) !== undefined),
    wrongful: present.every((f) => f.wrongful),
  };
};

/** Groups of identifiers that some course files as one reading. */
const groups = (courses: readonly Course[]): readonly ReadonlySet<string>[] => {
  const of = new Map<string, Set<string>>();
  for (const course of courses)
    for (const { keys } of course.state.filings.values()) {
      const group = new Set([...keys.flatMap((key) => [...(of.get(key) ?? [])]), ...keys]);
      for (const key of group) of.set(key, group);
    }
  return [...new Set(of.values())];
};

/**
 * What was filed over all courses: readings that go by a common identifier in any of them are one.
 * Tombstones, which hold no reading, and what is kept apart are left out.
 */
export const unionFilings = (
  courses: readonly Course[],
  attemptOf: (op: SubmitOp) => Attempt | undefined,
): readonly Filing[] => {
  const [only] = courses;
  const united =
    courses.length === 1 && only !== undefined
      ? [...only.state.filings.values()].map((filing) => alone(filing, attemptOf))
      : groups(courses).map((keys) =>
          unite(
            courses.map((course) => [...keys].map((key) => course.filing(key)).find((f) => f !== undefined)),
            attemptOf,
          ),
        );
  return united.filter((f) => f !== undefined);
};
