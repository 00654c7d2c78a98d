import { keyOf, type Order } from '../../domain/index.ts';
import { personKey } from '../cast.ts';
import type { CaseDeed } from '../deed.ts';
import type { ExpectedItem } from '../expected-item.ts';
import { orderKey } from '../keys.ts';
import type { ActTerm } from '../schema/act.ts';
import type { Verb } from '../schema/verbs.ts';
import { coverageDeed, sourceDeed } from './coverage.ts';
import { itemNamed } from './items.ts';
import { type Names, orderNamed, type Path, patientNamed, wrong } from './names.ts';
import { changedOrder, movedOrder, orderOf } from './order.ts';
import { decisionOf, phoneDeed, trackerDeed, trackerListDeed } from './portal.ts';
import { submissionOf } from './submission.ts';

const newOrder = (names: Names, act: ActTerm, name: string, path: Path): Order => {
  const again = names.sentOrders.get(name);
  if (again !== undefined) return again;
  const term = names.document.value.orders[name];
  if (term === undefined)
    return wrong(names, [...path, 'order'], `there is no order "${name}"`, 'a name under "orders"');
  const patient = patientNamed(names, term.patient, ['orders', name, 'patient']).key;
  const key = keyOf(orderKey(names.number, term.numberOf ?? name));
  if (!names.shown.has(key)) names.shown.set(key, name);
  const order = orderOf(names.number, name, term, patient, act.at);
  names.sentOrders.set(name, order);
  return order;
};

const itemDeed = (names: Names, act: ActTerm, verb: 'seen' | 'done', standing: readonly ExpectedItem[], path: Path) => {
  const term = act[verb] ?? wrong(names, path, 'missing', 'an item');
  const item = itemNamed(names, term, standing, [...path, verb]);
  const person = act.by === undefined ? item.recipient : personKey(act.by);
  return { op: 'item.act', patient: item.patient, item, act: verb, person } as const;
};

const word = (act: ActTerm, verb: Verb): string => {
  const term = act[verb];
  if (verb === 'seen' || verb === 'done')
    return typeof term === 'object' && 'reading' in term ? String(term.reading) : String(act[verb]);
  return typeof term === 'string' ? term : '';
};

/** Resolves what an act other than a bundle does. `said`: its verb and what it was said of. Remembers readings and accepted orders. */
export const deedOf = (
  names: Names,
  act: ActTerm,
  verb: Verb,
  standing: readonly ExpectedItem[],
  path: Path,
): { readonly deed: CaseDeed; readonly said: string } => {
  const name = word(act, verb);
  const said = `${verb} ${name}`.trim();
  const ordered = (order: Order, op: 'order.submit' | 'order.change') => {
    if (act.expect === 'accepted') names.orders.set(name, order);
    return { deed: { op, patient: order.patient, order }, said };
  };
  switch (verb) {
    case 'order':
      return ordered(newOrder(names, act, name, path), 'order.submit');
    case 'change-order':
      return ordered(changedOrder(orderNamed(names, name, [...path, verb]), act), 'order.change');
    case 'sign':
    case 'hold':
    case 'resume':
    case 'complete':
    case 'revoke':
    case 'in-error':
      return ordered(movedOrder(orderNamed(names, name, [...path, verb]), verb, act.effectiveFrom), 'order.change');
    case 'grant':
    case 'withdraw':
      return { deed: decisionOf(names, act, verb, path), said };
    case 'away':
      return { deed: coverageDeed(names, act, act.away ?? 'nobody', path), said };
    case 'back':
      return { deed: coverageDeed(names, act, act.back ?? 'nobody', path), said };
    case 'phone':
      return { deed: phoneDeed(names, act, path), said: `${said} ${act.version ?? ''}` };
    case 'pick':
    case 'disconnect':
      return { deed: trackerDeed(names, name, verb, path), said };
    case 'trackers':
      return { deed: trackerListDeed(names, act, path), said };
    case 'admit-source':
      return { deed: sourceDeed(names, act, name, 'admitted'), said };
    case 'withdraw-source':
      return { deed: sourceDeed(names, act, name, 'withdrawn'), said };
    case 'seen':
    case 'done': {
      const deed = itemDeed(names, act, verb, standing, path);
      return { deed, said: `${verb} by ${names.shown.get(keyOf(deed.person)) ?? deed.person.value}` };
    }
    case 'wait':
      return { deed: { op: 'clock.pass' }, said: 'time passes' };
    default:
      return submissionOf(names, act, act.at, path);
  }
};
