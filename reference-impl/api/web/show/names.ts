import { type Identifier, keyOf } from '../../../../contract/domain/identifier.ts';
import type { ReachedPipeline } from '../../../reach/reached.ts';

/** `Doe, Jane` */
export const personName = ({ family, given }: { readonly family: string; readonly given: string }): string =>
  `${family}, ${given}`;

/** Names of those whom a page speaks of, by their keys; who is not known is shown by the key. */
export type Names = (key: Identifier | string) => string;

type People = ReachedPipeline['people'];

const nameOf = async (people: People, key: Identifier): Promise<string | undefined> => {
  const [patient, clinician, pool] = await Promise.all([
    people.find('Patient', key),
    people.find('PractitionerRole', key),
    people.find('CareTeam', key),
  ]);
  const body = patient?.body ?? clinician?.body ?? pool?.body;
  if (body === undefined) return undefined;
  if ('name' in body) return body.name;
  return 'family' in body ? personName(body) : undefined;
};

/** `system|value` again as what it was made of. */
const keyFrom = (text: string): Identifier | undefined => {
  const bar = text.indexOf('|');
  return bar > 0 ? { system: text.slice(0, bar), value: text.slice(bar + 1) } : undefined;
};

/** Looks up the names of `keys`, each once. */
export const namesOf = async (people: People, keys: readonly (Identifier | string)[]): Promise<Names> => {
  const wanted = new Map(
    keys.flatMap((key) => {
      const identifier = typeof key === 'string' ? keyFrom(key) : key;
      return identifier === undefined ? [] : [[keyOf(identifier), identifier] as const];
    }),
  );
  const found = await Promise.all([...wanted].map(async ([text, key]) => [text, await nameOf(people, key)] as const));
  const names = new Map(found);
  return (key) => {
    const text = typeof key === 'string' ? key : keyOf(key);
    return names.get(text) ?? (typeof key === 'string' ? key : key.value);
  };
};
