import { type Identifier, keyOf } from '../../../../../contract/domain/identifier.ts';
import { accept, type Outcome } from '../../../../../contract/refusal.ts';
import type { PageContext } from '../../page.ts';
import { namesOf, personName } from '../../show/names.ts';
import type { Choice } from './order-form.ts';

/** A clinician or pool to choose, and who it is. */
export type KnownChoice = Choice & { readonly key: Identifier };

/** As many clinicians and pools may be chosen. */
const MOST_CHOICES = 500;

/** Who may get items, the person who orders first; `more`: those whom an order names already, whoever they are. */
export const choicesOf = async (
  { pipeline, caller, person }: PageContext,
  more: readonly Identifier[] = [],
): Promise<Outcome<readonly KnownChoice[]>> => {
  const clinicians = await pipeline.people.clinicians(caller, { count: MOST_CHOICES });
  if (!clinicians.ok) return clinicians;
  const pools = await pipeline.people.pools(caller, { count: MOST_CHOICES });
  if (!pools.ok) return pools;
  const own = { reference: `PractitionerRole/${person.id}`, name: `${person.name} (you)`, key: person.key };
  const others = clinicians.value.entries
    .filter(({ id }) => id !== person.id)
    .map(({ id, body }) => ({ reference: `PractitionerRole/${id}`, name: personName(body), key: body.identifier }));
  const shared = pools.value.entries.map(({ id, body }) => ({
    reference: `CareTeam/${id}`,
    name: `${body.name} (pool)`,
    key: body.identifier,
  }));
  const listed = [own, ...others, ...shared];
  const missing = more.filter((key) => listed.every((choice) => keyOf(choice.key) !== keyOf(key)));
  const names = await namesOf(pipeline.people, missing);
  return accept([...listed, ...missing.map((key, i) => ({ reference: `as-before-${i}`, name: names(key), key }))]);
};

/** The choice for a clinician or pool. */
export const referenceIn =
  (choices: readonly KnownChoice[]) =>
  (key: Identifier): string | undefined =>
    choices.find((choice) => keyOf(choice.key) === keyOf(key))?.reference;

/** The clinician or pool of a choice. */
export const recipientIn =
  (choices: readonly KnownChoice[]) =>
  (reference: string): Identifier | undefined =>
    choices.find((choice) => choice.reference === reference)?.key;
