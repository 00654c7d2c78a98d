import { CANONICAL_BASE } from '../../../contract/codes/canonical.ts';
import type { StatedPermission } from '../../../contract/wire/hl7v2/permission.ts';
import type { Caller } from '../../pipeline.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import { type Judged, judgedOf } from './judgement.ts';

/** System of the permissions that nobody gave a key: they are named `patient/measure`. */
const UNNAMED_PERMISSION = `${CANONICAL_BASE}/sid/permission`;

/**
 * Grants or withdraws by HL7 v2. A statement without a key is about the permission that there is, by
 * whichever wire it came: a patient has one for each measure.
 */
export const setPermission = async (
  pipeline: ReachedPipeline,
  caller: Caller,
  stated: StatedPermission,
): Promise<Judged> => {
  const { patient, measure } = stated;
  const own = { system: UNNAMED_PERMISSION, value: `${patient.value}/${measure}` };
  const known = stated.identifier === undefined ? await pipeline.permissions.search(caller, patient) : undefined;
  // Who may not look is refused by the pipeline as it is written, and audited there.
  const standing = known?.ok === true ? known.value.find(({ body }) => body.measure === measure) : undefined;
  const identifier = stated.identifier ?? standing?.body.identifier ?? own;
  return judgedOf(await pipeline.permissions.set(caller, { ...stated, identifier }));
};
