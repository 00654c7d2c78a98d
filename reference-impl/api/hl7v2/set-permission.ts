import { accept } from '../../../contract/refusal.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import type { Warning } from '../../../contract/wire/hl7v2/ack.ts';
import { CANONICAL_BASE } from '../../../contract/codes/canonical.ts';
import type { StatedPermission } from '../../../contract/wire/hl7v2/permission.ts';
import type { Caller, Pipeline } from '../../pipeline.ts';

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
): Promise<Outcome<readonly Warning[]>> => {
  const { patient, measure } = stated;
  const own = { system: UNNAMED_PERMISSION, value: `${patient.value}/${measure}` };
  const known = stated.identifier === undefined ? pipeline.permissions.search(caller, patient) : undefined;
  // Who may not look is refused by the pipeline as it is written, and audited there.
  const standing = known?.ok === true ? known.value.find(({ body }) => body.measure === measure) : undefined;
  const identifier = stated.identifier ?? standing?.body.identifier ?? own;
  const written = await pipeline.permissions.set(caller, { ...stated, identifier });
  return written.ok ? accept(written.value.warnings) : written;
};
