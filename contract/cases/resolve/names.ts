import { InputProblem } from '../../input-problem.ts';
import { type Device, type Identifier, keyOf, type Order, type Reading } from '../../domain/index.ts';
import type { YamlDocument } from '../../yaml/document.ts';
import { CLINICIANS, personKey, POOLS } from '../cast.ts';
import { patientKey } from '../keys.ts';
import type { CaseDocument } from '../schema/case.ts';

export type Path = readonly PropertyKey[];

/** What the short names of one case stand for, as far as its timeline has come. */
export interface Names {
  readonly number: number;
  readonly document: YamlDocument<CaseDocument>;
  /** Latest accepted state of each order, by short name. */
  readonly orders: Map<string, Order>;
  /** Orders as they were first sent, by short name. */
  readonly sentOrders: Map<string, Order>;
  /** Every reading that was sent, by the name of what was sent; refused ones too. */
  readonly readings: Map<string, Reading>;
  /** The latest accepted content under an identifier, by `keyOf`. */
  readonly filed: Map<string, Reading>;
  readonly devices: Map<string, Device>;
  phones: number;
  items: number;
  /** Short names by business key. */
  readonly shown: Map<string, string>;
}

export const namesOf = (document: YamlDocument<CaseDocument>): Names => {
  const { case: number, patients } = document.value;
  const shown = new Map(patients.map((name) => [keyOf(patientKey(number, name)), name]));
  for (const clinician of CLINICIANS) shown.set(keyOf(clinician.identifier), clinician.family);
  for (const pool of POOLS) shown.set(keyOf(pool.identifier), 'pool');
  shown.set(keyOf(personKey('nobody')), 'nobody');
  return {
    number,
    document,
    orders: new Map(),
    sentOrders: new Map(),
    readings: new Map(),
    filed: new Map(),
    devices: new Map(),
    phones: 0,
    items: 0,
    shown,
  };
};

/** Throws InputProblem at a place of the document. */
export const wrong = (names: Names, path: Path, what: string, expected: string): never => {
  throw new InputProblem(what, names.document.placeOf(path), expected);
};

/** A patient by short name; the only one where none is said. */
export const patientNamed = (
  names: Names,
  said: string | undefined,
  path: Path,
): { readonly name: string; readonly key: Identifier } => {
  const { patients } = names.document.value;
  const name = said ?? (patients.length === 1 ? patients[0] : undefined);
  if (name === undefined || !patients.includes(name))
    return wrong(
      names,
      path,
      said === undefined ? 'which patient is not said' : `there is no patient "${said}"`,
      patients.join(' or '),
    );
  return { name, key: patientKey(names.number, name) };
};

export const orderNamed = (names: Names, said: string, path: Path): Order =>
  names.orders.get(said) ?? wrong(names, path, `order "${said}" was not accepted before`, 'an order sent earlier');

export const readingNamed = (names: Names, said: string, path: Path): Reading =>
  names.readings.get(said) ?? wrong(names, path, `reading "${said}" was not sent before`, 'a reading sent earlier');
