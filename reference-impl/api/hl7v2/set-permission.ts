import { SYSTEM } from '../../../contract/codes/canonical.ts';
import type { Identifier, Measure } from '../../../contract/domain/index.ts';
import type { StatedPermission } from '../../../contract/wire/hl7v2/permission.ts';
import type { Caller } from '../../pipeline.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import { type Judged, judgedOf } from './judgement.ts';

/** A permission that nobody gave a key is named by its patient's logical id: two hospitals may number their patients alike. */
const ownKey = async ({ references }: ReachedPipeline, patient: Identifier, measure: Measure): Promise<Identifier> => {
  const reference = await references.referenceTo('Patient', patient);
  // A patient who is not known is refused, whatever the key.
  return { system: SYSTEM.permission, value: `${reference?.split('/')[1] ?? ''}-${measure}` };
};

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
  const known = stated.identifier === undefined ? await pipeline.permissions.search(caller, patient) : undefined;
  // Who may not look is refused by the pipeline as it is written, and audited there.
  const standing = known?.ok === true ? known.value.find(({ body }) => body.measure === measure) : undefined;
  const identifier = stated.identifier ?? standing?.body.identifier ?? (await ownKey(pipeline, patient, measure));
  return judgedOf(await pipeline.permissions.set(caller, { ...stated, identifier }));
};
