import { z } from 'zod';
import { fields } from '../../sut/fields.ts';
import { Measure } from '../../../contract/domain/index.ts';
import { Name } from './terms.ts';

const patient = Name.optional().meta({ description: 'Local name; may be left out when there is one patient.' });

/** The patient signs in with a phone. */
export const PhoneAct = fields({ patient, os: z.enum(['ios', 'android']), version: z.string().min(1).max(20) });

/** The patient picks or disconnects the tracker of an order. */
export const TrackerAct = fields({
  patient,
  order: Name.optional().meta({ description: 'Unsaid: the only order of the patient.' }),
});

/** The patient looks at the trackers that the portal shows; or the clinician asks whether the phone can serve. */
export const LookAct = fields({ patient });

/** The EHR looks at the patient's permission for one type of data, once the time is over within which what was sent has to be found. */
export const PermissionLookAct = fields({ patient, measure: Measure });
