import { keyOf, type Order, type Reading } from '../domain/index.ts';
import { personKey } from './cast.ts';
import { type Names, orderNamed, readingNamed, wrong } from './names.ts';
import type { ActTerm } from './schema.ts';
import type { CaseAct, ExpectedItem } from './worked-case.ts';

type Path = readonly PropertyKey[];

/** The order that is named, or the only one for this patient and measure. */
const orderFor = (names: Names, said: string | undefined, reading: Reading, path: Path): Order => {
  if (said !== undefined) return orderNamed(names, said, [...path, 'order']);
  const [only, ...others] = [...names.orders.values()].filter(
    (order) => keyOf(order.patient) === keyOf(reading.patient) && order.measure === reading.measure,
  );
  return only === undefined || others.length > 0 ? wrong(names, path, 'which order is not said', 'order: NAME') : only;
};

/** The items that an act raises. `own`: the reading that the act sends. */
export const raisedBy = (names: Names, act: ActTerm, own: Reading | undefined, path: Path): readonly ExpectedItem[] =>
  (act.raises ?? []).map((term, i) => {
    const place = [...path, 'raises', i];
    const reading = term.reading === undefined ? own : readingNamed(names, term.reading, [...place, 'reading']);
    if (reading === undefined) return wrong(names, place, 'which reading is not said', 'reading: NAME');
    return {
      patient: reading.patient,
      order: orderFor(names, term.order, reading, place).identifier,
      reading: reading.identifier,
      kind: term.kind,
      interpretation: [term.interpretation].flat(),
      recipient: personKey(term.to),
      late: term.late ?? false,
    };
  });

/** The open items that an act withdraws. */
export const withdrawnBy = (
  names: Names,
  act: ActTerm,
  open: readonly ExpectedItem[],
  path: Path,
): CaseAct['withdraws'] =>
  (act.withdraws ?? []).map((term, i) => {
    const place = [...path, 'withdraws', i];
    const reading = readingNamed(names, term.reading, [...place, 'reading']);
    const order = orderFor(names, term.order, reading, place);
    const item = open.find(
      (o) =>
        o.kind === term.kind &&
        keyOf(o.reading) === keyOf(reading.identifier) &&
        keyOf(o.order) === keyOf(order.identifier),
    );
    if (item === undefined) return wrong(names, place, 'no such item is open', 'an item that an earlier act raised');
    return { item, ...(term.reason === undefined ? {} : { reason: term.reason }) };
  });
