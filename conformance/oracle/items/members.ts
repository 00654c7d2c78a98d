import { type InboxItem, keyOf, type Reading } from '../../../contract/domain/index.ts';
import { compare, type Rational } from '../arithmetic/rational.ts';
import { comparable } from '../arithmetic/units.ts';
import { bareKeys } from '../bare-key.ts';
import type { RaisedItem } from '../course/item.ts';
import { instant } from '../time/instant.ts';
import type { Demand } from './demand.ts';
import { type Flaw, missing, wrong } from './flaw.ts';

const sameSet = (shown: readonly string[], members: readonly string[]): boolean =>
  new Set(shown).size === new Set(members).size && shown.every((key) => members.includes(key));

const membersText = (ways: readonly RaisedItem[]): string => ways.map((w) => bareKeys(w.members)).join(' or ');

/** Of a repeated item: the readings it shows are its members. */
const repeatedFlaws = (item: InboxItem, ways: readonly RaisedItem[], { nameOf }: Demand): readonly Flaw[] => {
  const shown = item.readings?.map((id) => nameOf(keyOf(id)));
  return [
    ...(shown === undefined
      ? [missing('readings', membersText(ways))]
      : ways.some((w) => sameSet(shown, w.members))
        ? []
        : [wrong('readings', membersText(ways), bareKeys(shown))]),
    ...countFlaws(item, ways),
  ];
};

const countFlaws = ({ count }: InboxItem, ways: readonly RaisedItem[]): readonly Flaw[] =>
  count === undefined || ways.some((w) => w.members.length === count)
    ? []
    : [wrong('count', ways.map((w) => w.members.length).join(' or '), `${count}`)];

/** How far out a reading lies on the side of its item; a value off the meter's scale lies further than any number. */
const extent = ({ result }: Reading, { version }: RaisedItem): Rational | undefined =>
  result.kind === 'value' ? comparable(result.quantity, version.order) : undefined;

const isWorst = (key: string, way: RaisedItem, readingOf: (key: string) => Reading | undefined): boolean => {
  const own = readingOf(key);
  if (own === undefined || !way.members.includes(key)) return false;
  const mine = extent(own, way);
  const low = way.interpretation.includes('L');
  return way.members.every((other) => {
    const reading = readingOf(other);
    if (reading === undefined || mine === undefined) return true;
    const theirs = extent(reading, way);
    return theirs !== undefined && (low ? compare(mine, theirs) <= 0 : compare(mine, theirs) >= 0);
  });
};

/** The last by effective time; whether the last that came is meant nobody says, so that is right as well. */
const isLast = (key: string, way: RaisedItem, readingOf: (key: string) => Reading | undefined): boolean => {
  if (!way.members.includes(key)) return false;
  const own = readingOf(key);
  if (own === undefined) return false;
  return (
    way.members.every((other) => {
      const reading = readingOf(other);
      return reading === undefined || instant(reading.effective) <= instant(own.effective);
    }) || way.members.at(-1) === key
  );
};

const digestFlaws = (item: InboxItem, ways: readonly RaisedItem[], demand: Demand): readonly Flaw[] => {
  const { nameOf, readingOf } = demand;
  const name = (id: InboxItem['worst']): string | undefined => (id === undefined ? undefined : nameOf(keyOf(id)));
  const [worst, last, shown] = [name(item.worst), name(item.last), item.readings?.map((id) => nameOf(keyOf(id)))];
  const updated = ways.every((w) => w.members.length > 1);
  return [
    ...(updated && item.count === undefined && shown === undefined ? [missing('count', membersText(ways))] : []),
    ...countFlaws(item, ways),
    ...(shown === undefined || ways.some((w) => sameSet(shown, w.members))
      ? []
      : [wrong('readings', membersText(ways), bareKeys(shown))]),
    ...(worst === undefined || ways.some((w) => isWorst(worst, w, readingOf))
      ? []
      : [wrong('worst', `the furthest out of ${membersText(ways)}`, bareKeys([worst]))]),
    ...(last === undefined || ways.some((w) => isLast(last, w, readingOf))
      ? []
      : [wrong('last', `the last of ${membersText(ways)}`, bareKeys([last]))]),
  ];
};

/** Flaws of what an item says of the readings it gathers: a repeated one of its members, a digest of those that joined. */
export const memberFlaws = (item: InboxItem, ways: readonly RaisedItem[], demand: Demand): readonly Flaw[] => {
  if (ways.length === 0) return [];
  if (demand.family === 'repeated') return repeatedFlaws(item, ways, demand);
  // A finished or withdrawn one may go on showing what it held when it was.
  const isOpen = item.status === 'new' || item.status === 'seen';
  return isOpen && ways.every((w) => w.digest !== undefined) ? digestFlaws(item, ways, demand) : [];
};
