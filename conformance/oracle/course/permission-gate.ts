import type { Reading } from '../../../contract/domain/index.ts';
import { instant, localInstant } from '../time/instant.ts';
import { localPart, showLocal } from '../time/show-local.ts';
import type { ReadingGround } from './reading-ground.ts';
import type { Step } from './step.ts';

const never = (step: Step): ReadingGround => {
  const { measure } = step.ambience;
  return step.ambience.otherMeasurePermitted(step.to)
    ? {
        cause: 'other-type-permitted',
        codes: ['no-permission'],
        why: `gate 7: permission was given for another type of data than ${measure}`,
      }
    : { cause: 'never-permitted', codes: ['no-permission'], why: `gate 7: permission for ${measure} was never given` };
};

/** Gate 7, by submission: permission for the type must be in force. Undefined: it is. */
export const permissionGround = (step: Step, reading: Reading): ReadingGround | undefined => {
  const permission = step.course.state.permission.get('');
  if (permission === undefined) return never(step);
  if (!permission.granted)
    return {
      cause: 'withdrawn',
      codes: ['no-permission'],
      why: `gate 7: permission for ${step.ambience.measure} was withdrawn at ${showLocal(instant(permission.at), localInstant(reading.effective).offsetMinutes)} (line ${permission.by.seq})`,
    };
  if (step.ambience.policies.backfill === 'none' && instant(reading.effective) < instant(permission.at))
    return {
      cause: 'before-grant',
      codes: ['before-grant'],
      why: `gate 7: measured ${localPart(reading.effective)}, before the grant of ${showLocal(instant(permission.at), localInstant(reading.effective).offsetMinutes)} (line ${permission.by.seq}), and the policy does not back-fill`,
    };
  return undefined;
};
