import { keyOf, type Order, type Permission, type Reading } from '../domain/index.ts';
import { orderKey, permissionKey } from './keys.ts';
import { type Names, orderNamed, patientNamed, readingNamed, wrong } from './names.ts';
import { changedOrder, movedOrder, orderOf } from './resolve-order.ts';
import { readingOf } from './resolve-reading.ts';
import { type ActTerm, verbOf } from './schema.ts';

type Path = readonly PropertyKey[];

/** What an act does, in domain terms. */
export type Deed =
  | { readonly op: 'order.submit' | 'order.change'; readonly order: Order }
  | { readonly op: 'permission.set'; readonly permission: Permission }
  | { readonly op: 'reading.submit'; readonly reading: Reading };

const newOrder = (names: Names, act: ActTerm, name: string, path: Path): Deed => {
  const term = names.document.value.orders[name];
  if (term === undefined)
    return wrong(names, [...path, 'order'], `there is no order "${name}"`, 'a name under "orders"');
  if (names.orders.has(name))
    return wrong(names, [...path, 'order'], `order "${name}" was sent before`, 'change-order, or another name');
  const patient = patientNamed(names, term.patient, ['orders', name, 'patient']).key;
  names.shown.set(keyOf(orderKey(names.number, name)), name);
  return { op: 'order.submit', order: orderOf(names.number, name, term, patient, act.at) };
};

const decision = (names: Names, act: ActTerm, verb: 'grant' | 'withdraw', path: Path): Deed => {
  const patient = patientNamed(names, act.patient, [...path, 'patient']);
  const measure = act[verb] ?? wrong(names, path, 'missing', 'a measure');
  return {
    op: 'permission.set',
    permission: {
      identifier: permissionKey(names.number, patient.name, measure),
      patient: patient.key,
      measure,
      status: verb === 'grant' ? 'granted' : 'withdrawn',
      at: act.at,
    },
  };
};

/** Resolves what an act does. `said`: its verb and what it was said of. Remembers readings and accepted orders. */
export const deedOf = (names: Names, act: ActTerm, path: Path): { readonly deed: Deed; readonly said: string } => {
  const verb = verbOf(act) ?? wrong(names, path, 'no verb', 'one verb');
  const word = verb === 'reading' ? (act.reading?.name ?? '') : String(act[verb]);
  const said = `${verb} ${word}`;
  const resolve = (): Deed => {
    switch (verb) {
      case 'order':
        return newOrder(names, act, word, path);
      case 'change-order':
        return { op: 'order.change', order: changedOrder(orderNamed(names, word, [...path, verb]), act) };
      case 'grant':
      case 'withdraw':
        return decision(names, act, verb, path);
      case 'again':
        return { op: 'reading.submit', reading: readingNamed(names, word, [...path, verb]) };
      case 'reading':
        return act.reading === undefined
          ? wrong(names, path, 'missing', 'a reading')
          : { op: 'reading.submit', reading: readingOf(names, act.reading, act.at, [...path, verb]) };
      default:
        return { op: 'order.change', order: movedOrder(orderNamed(names, word, [...path, verb]), verb) };
    }
  };
  const deed = resolve();
  if (act.expect === 'accepted' && 'order' in deed) names.orders.set(word, deed.order);
  return { deed, said };
};
