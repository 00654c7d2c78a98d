import { z } from 'zod';
import { AlertReply, Attempt } from '../../history/lines.ts';
import { fields } from '../../sut/fields.ts';
import { Moment } from './moment.ts';
import { Name, PersonRole } from './terms.ts';

const patient = Name.optional().meta({
  description: 'Whose clock the moments are of, where there are several patients.',
});

/** A person looks into his or her own In Basket. */
export const InboxAct = fields({ patient, by: PersonRole });

/** The test clock is asked to go to a moment, which may lie behind it. Ahead it goes by itself, before whatever comes later. */
export const ClockAct = fields({ patient, to: Moment });

/** Something is tried at the surface, to be refused or, for its twin, to be done. */
export const TryAct = fields({
  patient,
  attempt: Attempt,
  /** With the credentials of this other patient. */
  by: Name.optional(),
  order: Name.optional(),
  /** As it was sent under this name, before any correction. */
  reading: Name.optional(),
});

/** A person subscribes to items about the patient; the harness that is told goes away and comes back; what came is read. */
export const SubscriptionAct = fields({
  patient,
  step: z.enum(['begin', 'away', 'back', 'read']),
  /** Several subscriptions of one patient are told apart by whose they are. */
  by: PersonRole,
});

/**
 * From now on the alerts about the patient that reach the harness over HL7 v2 are kept; what came is read at the end of the run.
 * `replies`: what the next of them get that had none before, one each; then every one is taken.
 */
export const AlertsAct = fields({ patient, replies: z.array(AlertReply).max(20).optional() });

/** A person tells of an absence, [from, until), and who stands in. Beside those that other scenarios of the run tell of the same person. */
export const AwayAct = fields({
  patient,
  who: PersonRole,
  from: Moment,
  until: Moment,
  /** Unsaid: nobody stands in. */
  by: PersonRole.optional(),
});
