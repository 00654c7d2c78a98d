import { type Cursor, fail } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';

/**
 * Who or what is in use no more would be taken for one that is: FHIR marks that as changing the meaning of the whole, and
 * there is no such state here. Refused as `bad-value`; as `field-not-understood` what else changes the meaning.
 */
export const demandInUse = (root: Cursor): void => {
  refuseUnknownModifiers(root, {});
  const active = root.get('active');
  if (active.present && !active.boolean()) fail('bad-value', active.path, 'only who is active is kept here');
};

/** The same of a resource that says it by its status; without one it is in use. */
export const demandActiveStatus = (root: Cursor): void => {
  refuseUnknownModifiers(root, {});
  const status = root.get('status');
  if (status.present) status.oneOf(['active']);
};
