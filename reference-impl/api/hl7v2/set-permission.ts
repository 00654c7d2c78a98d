import { CANONICAL_BASE } from '../../../contract/codes/canonical.ts';
import type { StatedPermission } from '../../../contract/wire/hl7v2/permission.ts';
import type { Caller, Pipeline } from '../../pipeline.ts';
import { judged, type Judgement, judgementOf, type Keep } from './judgement.ts';

/** System of the permissions that nobody gave a key: they are named `patient/measure`. */
const UNNAMED_PERMISSION = `${CANONICAL_BASE}/sid/permission`;

/**
 * Grants or withdraws by HL7 v2. A statement without a key is about the permission that there is, by
 * whichever wire it came: a patient has one for each measure.
 */
export const setPermission = async (
  pipeline: Pipeline,
  caller: Caller,
  stated: StatedPermission,
  keep: Keep,
): Promise<Judgement> => {
  const { patient, measure } = stated;
  const own = { system: UNNAMED_PERMISSION, value: `${patient.value}/${measure}` };
  const known = stated.identifier === undefined ? pipeline.permissions.search(caller, patient) : undefined;
  // Who may not look is refused by the pipeline as it is written, and audited there.
  const standing = known?.ok === true ? known.value.find(({ body }) => body.measure === measure) : undefined;
  const identifier = stated.identifier ?? standing?.body.identifier ?? own;
  return judged(caller, keep, (as) => pipeline.permissions.set(as, { ...stated, identifier }), judgementOf);
};
