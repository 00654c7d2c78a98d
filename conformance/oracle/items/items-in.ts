import type { Course } from '../course/course.ts';
import type { RaisedItem, ReadingRule } from '../course/item.ts';
import { itemsAbout } from '../course/raise.ts';
import type { Filing } from '../readings/filing.ts';

/** The items about one reading under one order and rule, course by course. Memberships of others' items are not among them. */
export const itemsIn = (
  courses: readonly Course[],
  order: string,
  rule: ReadingRule,
  filing: Filing,
): readonly (readonly RaisedItem[])[] =>
  courses.map((course) => {
    const found: RaisedItem[] = [];
    for (const key of filing.keys) {
      for (const [, item] of itemsAbout(course, order, rule, key)) if (item.reading === key) found.push(item);
    }
    return found;
  });

/** What an item never changes: its kind; its direction, unless it is of a change, which may come to name both. */
export const nameOf = ({ kind, interpretation, members, rule }: RaisedItem): string =>
  `${kind} ${rule === 'change' ? '' : interpretation.join('+')}${rule === 'repeated' ? members.join() : ''}`;
