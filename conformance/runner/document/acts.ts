import { z } from 'zod';
import { Coding, MealContext, Measure, UnitCode } from '../../../contract/domain/index.ts';
import { Moment } from './moment.ts';
import { ShownTerm } from './reading-value.ts';
import { RuleTerm } from './rule-term.ts';
import { LimitsTerm, Name, PersonRole, WholeTerm } from './terms.ts';
import { MLLP_CASES } from '../../mllp/cases/index.ts';
import { fields } from '../../sut/fields.ts';
import { OUTAGES } from '../../sut/process/process-port.ts';

const patient = Name.optional().meta({ description: 'Local name; may be left out when there is one patient.' });

const orderBody = {
  unit: UnitCode.optional(),
  precision: WholeTerm.optional(),
  limits: LimitsTerm.optional(),
  rules: z.array(RuleTerm).max(40).optional(),
  /** Whose In Basket gets the items. */
  responsible: PersonRole.optional(),
  /** From when this version holds; counted from the act's own moment. */
  effectiveFrom: Moment.optional(),
  /** End of the period, exclusive. */
  end: Moment.optional(),
  reason: z.string().max(32).optional(),
};

/** A new order. Unsaid: active, from now for 90 days, in mg/dL or kg, of `responsible`. */
export const OrderAct = fields({
  ...orderBody,
  name: Name.optional().meta({ description: 'Unsaid: the measure.' }),
  patient,
  measure: Measure,
  status: z.enum(['draft', 'active']).optional(),
  requester: PersonRole.optional(),
  start: Moment.optional(),
  /** Orders with the same group were written together (requisition). */
  group: Name.optional(),
  /** Puts another order's placer number on this one: a replay when all else is equal, else a conflict. */
  identifierOf: Name.optional(),
});

/** The whole next state of an order: what is not said stays as it was, limits and rules are replaced as a whole. */
export const ChangeAct = fields({
  ...orderBody,
  order: Name.optional().meta({ description: 'Unsaid: the only order of the patient.' }),
  patient,
  status: z.enum(['active', 'on-hold', 'completed', 'revoked', 'entered-in-error']).optional(),
  only: z
    .literal('fhir')
    .optional()
    .meta({ description: 'In the lane of FHIR alone: HL7 v2 has no word for completion.' }),
  delta: z.boolean().optional().meta({
    description:
      'HL7 v2: what is left out is not deleted by name, as a sender leaves it out that means only what it says. Over FHIR nothing is sent.',
  }),
});

/** The patient grants permission for one type of data; where there is a portal, after picking the trackers of its orders. */
export const GrantAct = fields({
  patient,
  measure: Measure,
  /** Without picking a tracker first. */
  unpicked: z.boolean().optional(),
});

/** The patient withdraws permission for one type of data. */
export const PermissionAct = fields({ patient, measure: Measure });

const defect = z.discriminatedUnion('kind', [
  fields({ kind: z.literal('time-without-offset') }),
  fields({ kind: z.literal('unknown-unit'), unit: z.string() }),
  fields({ kind: z.literal('bad-number'), text: z.string() }),
  /** Sent with the credentials of this other patient. */
  fields({ kind: z.literal('sender-of'), patient: Name }),
  fields({ kind: z.literal('message-type'), type: z.string() }),
  fields({ kind: z.literal('processing-id'), id: z.enum(['P', 'D']) }),
  fields({ kind: z.literal('version'), version: z.string() }),
  fields({ kind: z.literal('unmarked') }),
]);

/** One measurement. Unsaid: measured at the act's own moment, by the patient's own meter. */
export const ReadingAct = fields({
  name: Name.optional().meta({ description: 'For acts that come back to this reading.' }),
  patient,
  value: ShownTerm,
  /** Needed only for HI, LO and failed; else the unit says it. Unsaid there: glucose. */
  measure: Measure.optional(),
  effective: Moment.optional().meta({
    description: 'When it was measured, if not when it is sent: "-2h", "d1 07:00".',
  }),
  code: Coding.optional(),
  /** `corrected` and `entered-in-error` only to speak of what was never sent; else there are `correct` and `erase`. */
  status: z.enum(['preliminary', 'final', 'corrected', 'entered-in-error']).optional(),
  context: MealContext.optional(),
  /** A second context of the same reading. */
  alsoContext: MealContext.optional(),
  sequence: WholeTerm.optional(),
  /** `own`: the patient's meter or scale. `none`: no device is named. */
  device: z.enum(['own', 'none']).optional(),
  typed: z.boolean().optional().meta({ description: 'Typed in by the patient.' }),
  /** Control solution: the meter measured its own test liquid. */
  control: z.boolean().optional(),
  /** Uses the identifier of this earlier reading, whatever the content. */
  identifierOf: Name.optional(),
  /** Whose reading `identifierOf` is; unsaid: this patient's. */
  identifierOfPatient: Name.optional(),
  /** Over FHIR a conditional create: on its own identifier, or on those of these earlier readings. */
  conditional: z.union([z.literal(true), z.array(Name).min(2).max(5)]).optional(),
  defect: defect.optional(),
});

/** Corrects an earlier reading under its identifier. What is not said stays as it was sent. */
export const CorrectAct = fields({
  reading: Name,
  patient,
  /** For acts that come back to this version. */
  name: Name.optional(),
  value: ShownTerm.optional(),
  effective: Moment.optional(),
  context: MealContext.optional(),
});

/** Takes an earlier reading back: it was entered in error. */
export const EraseAct = fields({ reading: Name, patient });

/** Readings of one patient in one message: a v2 message, or over FHIR a transaction (unsaid) or a batch. */
export const TogetherAct = fields({
  patient,
  as: z.enum(['transaction', 'batch']).optional(),
  readings: z
    .array(ReadingAct.omit({ patient: true }))
    .min(2)
    .max(50),
});

/** Many readings of one patient in one table, each sent at the moment it was measured. */
export const ReadingsAct = fields({
  patient,
  measure: Measure.optional(),
  context: MealContext.optional(),
  values: z.record(Moment, ShownTerm).meta({ description: 'From moment to what the meter showed.' }),
});

/** Sends an earlier reading again, byte for byte the same content. */
export const ReplayAct = fields({ reading: Name, patient, defect: defect.optional() });

/** Days of readings of a simulated patient, or of recorded ones when the patient is recorded. */
export const StreamAct = fields({
  patient,
  measure: Measure.optional(),
  /** Of simulator/cohort; unsaid: the patient's own. */
  archetype: z.string().optional(),
  days: WholeTerm.optional(),
  /** At most so many readings of each patient. */
  atMost: WholeTerm.optional(),
});

/** Reads back: one reading, all of a patient and measure, or an order. */
export const ReadAct = fields({
  patient,
  measure: Measure.optional(),
  reading: Name.optional(),
  order: Name.optional().meta({ description: 'This order, and no readings.' }),
  whenFiled: z.boolean().optional().meta({ description: 'Not before all that was sent has to be found.' }),
});

const item = {
  patient,
  /** The reading whose item is meant. */
  reading: Name,
  /** Which of its items, when a reading has raised several. */
  rule: z.enum(['limits', 'change', 'escalation']).optional(),
  by: PersonRole.optional(),
};

/** A person marks an item as seen or done. Waits until the item is in sight. */
export const ItemAct = fields(item);

/** A person writes to the patient about an item. Waits until the item is in sight. */
export const MessageAct = fields({ ...item, text: z.string().min(1) });

/** The patient reads the messages; `by`: another patient tries to. */
export const MessagesAct = fields({ patient, by: Name.optional() });

/** An auditor reads the trail of a patient. */
export const PatientAct = fields({ patient });

/** Sends readings in an unusual manner over MLLP: a case of docs/mllp.md. HL7 v2 alone; over FHIR nothing is sent. */
export const TalkAct = fields({
  patient,
  case: z.string().refine((name) => MLLP_CASES.has(name), 'a case of docs/mllp.md, such as byte-by-byte'),
});

/** A length of real time: `500ms`, `2s`. */
const RealTime = z.string().regex(/^\d{1,5}(ms|s)$/, 'a length of real time, such as "500ms" or "2s"');

/**
 * The system is brought down and up again: ended in good order, killed, or held still. Every lane waits meanwhile.
 * `during`: readings sent side by side just before; it goes down as the first of them is answered.
 */
export const RestartAct = fields({
  patient,
  how: z.enum(OUTAGES),
  down: RealTime.optional().meta({ description: 'How long it stays down at least, in real time. Unsaid: not at all.' }),
  during: z
    .array(ReadingAct.omit({ patient: true }))
    .min(1)
    .max(6)
    .optional(),
});
