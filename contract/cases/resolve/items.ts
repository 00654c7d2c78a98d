import { type Identifier, keyOf } from '../../domain/index.ts';
import type { ExpectedItem } from '../expected-item.ts';
import type { ActTerm } from '../schema/act.ts';
import type { ItemReference } from '../schema/items.ts';
import type { ItemUpdate, ItemWithdrawal } from '../worked-case.ts';
import { type Names, orderNamed, type Path, readingNamed, wrong } from './names.ts';

type FullReference = Exclude<ItemReference, string>;

const sameKey = (a: Identifier | undefined, b: Identifier): boolean => a !== undefined && keyOf(a) === keyOf(b);

/** Whether an item is the one that is said. Without a step the first of an escalation is meant, never a copy. */
const fits = (names: Names, said: FullReference, item: ExpectedItem, path: Path): boolean =>
  (said.reading === undefined ||
    sameKey(item.reading, readingNamed(names, said.reading, [...path, 'reading']).identifier)) &&
  (said.order === undefined || sameKey(item.order, orderNamed(names, said.order, [...path, 'order']).identifier)) &&
  (said.kind === undefined || item.kind === said.kind) &&
  (said.rule === undefined || item.rule === said.rule) &&
  (said.interpretation === undefined || [said.interpretation].flat().join() === item.interpretation.join()) &&
  item.step === said.step &&
  (said.due === undefined || (item.due !== undefined && Date.parse(item.due) === Date.parse(said.due))) &&
  (said.period === undefined || Date.parse(item.summary?.start ?? '') === Date.parse(said.period));

/** The one standing item that is said; of several the only one, else the case has to say more. */
export const itemNamed = (
  names: Names,
  said: ItemReference,
  standing: readonly ExpectedItem[],
  path: Path,
): ExpectedItem => {
  const term = typeof said === 'string' ? { reading: said } : said;
  const [item, ...others] = standing.filter((one) => fits(names, term, one, path));
  if (item === undefined) return wrong(names, path, 'no such item stands', 'an item that an earlier act raised');
  return others.length > 0 ? wrong(names, path, 'several items fit', 'kind, order, interpretation or step') : item;
};

/** The items that an act withdraws. */
export const withdrawnBy = (
  names: Names,
  act: ActTerm,
  standing: readonly ExpectedItem[],
  path: Path,
): readonly ItemWithdrawal[] =>
  (act.withdraws ?? []).map(({ reason, ...said }, i) => ({
    item: itemNamed(names, said, standing, [...path, 'withdraws', i]),
    reason,
  }));

/** The items that an act changes and leaves standing. */
export const updatedBy = (
  names: Names,
  act: ActTerm,
  standing: readonly ExpectedItem[],
  path: Path,
): readonly ItemUpdate[] =>
  (act.updates ?? []).map((term, i) => {
    const place = [...path, 'updates', i];
    const { members, ...said } = typeof term === 'string' ? { reading: term, members: undefined } : term;
    return {
      item: itemNamed(names, said, standing, place),
      ...(members === undefined
        ? {}
        : { members: members.map((m, n) => readingNamed(names, m, [...place, 'members', n]).identifier) }),
    };
  });
