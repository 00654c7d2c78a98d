import { ItemKind } from '../../../contract/domain/inbox-item.ts';
import { keyOf } from '../../../contract/domain/identifier.ts';
import { type Cursor, fail } from '../../../contract/wire/fhir/cursor.ts';
import type { IdentifierOf } from '../../../contract/wire/fhir/references.ts';
import { ITEM_KIND_SYSTEM } from '../../../contract/wire/fhir/task.ts';
import { BOUNDS } from '../../subscriptions/bounds.ts';
import type { Criterion } from '../../subscriptions/subscription.ts';

const ownerOf = (value: string, at: string, identifierOf: IdentifierOf): readonly string[] => {
  const reference = value.includes('/') ? value : `PractitionerRole/${value}`;
  if (!/(?:^|\/)(?:PractitionerRole|CareTeam)\/[^/]+$/.test(reference))
    fail('bad-value', at, 'owner: a PractitionerRole or a CareTeam');
  return [keyOf(identifierOf(reference) ?? fail('recipient-unknown', at))];
};

const patientOf = (value: string, at: string, identifierOf: IdentifierOf): readonly string[] => {
  const reference = value.includes('/') ? value : `Patient/${value}`;
  if (!/(?:^|\/)Patient\/[^/]+$/.test(reference)) fail('bad-value', at, 'patient: a Patient');
  return [keyOf(identifierOf(reference) ?? fail('patient-not-authorised', at))];
};

/** `system|code`, `code`, or `system|` for every kind. */
const kindsOf = (value: string, at: string): readonly string[] => {
  if (value === `${ITEM_KIND_SYSTEM}|`) return ItemKind.options;
  const kind = ItemKind.safeParse(value.replace(`${ITEM_KIND_SYSTEM}|`, ''));
  return kind.success ? [kind.data] : fail('bad-value', at, `code: one of ${ItemKind.options.join(', ')}`);
};

/**
 * Reads one filter of the topic, `Task?owner=PractitionerRole/c1&code=critical,abnormal`: the values of a
 * parameter are alternatives, all parameters must hold. Anything else would be a filter that is not kept.
 */
export const readFilter = (at: Cursor, identifierOf: IdentifierOf): readonly Criterion[] => {
  const text = at.text();
  if (text.length > BOUNDS.filterLength) fail('bad-value', at.path, `longer than ${BOUNDS.filterLength} characters`);
  const query = /^Task\?([^?#]+)$/.exec(text)?.[1];
  if (query === undefined) fail('bad-value', at.path, 'expected Task? and a filter');
  return [...new URLSearchParams(query)].map(([parameter, values]) => {
    const read = (value: string): readonly string[] => {
      if (parameter === 'owner') return ownerOf(value, at.path, identifierOf);
      if (parameter === 'patient') return patientOf(value, at.path, identifierOf);
      if (parameter === 'code') return kindsOf(value, at.path);
      return fail('bad-value', at.path, 'the filters are owner, patient and code');
    };
    return { parameter: parameter as Criterion['parameter'], anyOf: values.split(',').flatMap(read) };
  });
};
