import { z } from 'zod';
import { REFUSALS, type RefusalName } from '../codes/refusals.ts';
import { Interpretation, Measure, UnitCode, WithdrawalReason } from '../domain/index.ts';
import { PersonName } from './cast.ts';
import { Decimal, DurationTerm, Instant, Name, QuantityTerm, ResultTerm, WholeNumber } from './terms.ts';

const BoundsTerm = z.strictObject({
  low: Decimal.optional(),
  high: Decimal.optional(),
  inclusive: z.enum(['low', 'high', 'both']).optional(),
});

const LimitsTerm = z.strictObject({ reference: BoundsTerm.optional(), critical: BoundsTerm.optional() });

const ChangeRuleTerm = z.strictObject({
  kind: z.literal('change'),
  direction: z.enum(['gain', 'loss']),
  amount: QuantityTerm,
  window: DurationTerm,
  boundary: z.enum(['strict', 'inclusive']).optional(),
});

/** What a new order and a change of one may both say. */
const ORDER_BODY = {
  unit: UnitCode.optional(),
  precision: WholeNumber.optional(),
  limits: LimitsTerm.optional(),
  rules: z.array(ChangeRuleTerm).optional(),
  responsible: PersonName.optional(),
  effectiveFrom: Instant.optional(),
};

/** An order, by its short name. Unsaid: active, mg/dL or kg, in force from its submission for 90 days. */
export const OrderTerm = z.strictObject({
  measure: Measure,
  ...ORDER_BODY,
  responsible: PersonName,
  patient: Name.optional(),
  from: Instant.optional(),
  to: Instant.optional(),
  status: z.enum(['draft', 'active']).optional(),
});
export type OrderTerm = z.infer<typeof OrderTerm>;

export const ReadingTerm = z.strictObject({
  name: Name,
  value: ResultTerm,
  /** Unsaid: measured when it is sent. */
  effective: Instant.optional(),
  measure: Measure.optional(),
  patient: Name.optional(),
  device: Name.optional(),
  sequence: WholeNumber.optional(),
  /** Sent under the identifier of another reading. */
  identifierOf: Name.optional(),
});
export type ReadingTerm = z.infer<typeof ReadingTerm>;

const RefusalTerm = z.enum(Object.keys(REFUSALS) as [RefusalName, ...RefusalName[]]);

/** An item that an act raises. Unsaid: the act's own reading, and the only order. */
export const RaisedTerm = z.strictObject({
  kind: z.enum(['critical', 'abnormal', 'change']),
  interpretation: z.union([Interpretation, z.array(Interpretation).min(1)]),
  to: PersonName,
  order: Name.optional(),
  reading: Name.optional(),
  late: z.boolean().optional(),
});

export const WithdrawnTerm = z.strictObject({
  kind: z.enum(['critical', 'abnormal', 'change']),
  reading: Name,
  order: Name.optional(),
  reason: WithdrawalReason.optional(),
});

/** The verbs of an act, each with the other fields that it may carry. */
export const VERBS = {
  order: [],
  'change-order': Object.keys(ORDER_BODY),
  sign: [],
  hold: [],
  resume: [],
  revoke: [],
  grant: ['patient'],
  withdraw: ['patient'],
  reading: [],
  again: [],
} as const satisfies Record<string, readonly string[]>;
export type Verb = keyof typeof VERBS;
const VERB_NAMES = Object.keys(VERBS) as readonly Verb[];

/** The one verb of an act; undefined when it has none or several. */
export const verbOf = (act: Partial<Record<Verb, unknown>>): Verb | undefined => {
  const said = VERB_NAMES.filter((verb) => act[verb] !== undefined);
  return said.length === 1 ? said[0] : undefined;
};

export const ActTerm = z
  .strictObject({
    at: Instant,
    order: Name.optional(),
    'change-order': Name.optional(),
    sign: Name.optional(),
    hold: Name.optional(),
    resume: Name.optional(),
    revoke: Name.optional(),
    grant: Measure.optional(),
    withdraw: Measure.optional(),
    reading: ReadingTerm.optional(),
    again: Name.optional(),
    ...ORDER_BODY,
    patient: Name.optional(),
    expect: z.union([z.enum(['accepted', 'replayed']), z.strictObject({ refused: RefusalTerm })]),
    raises: z.array(RaisedTerm).optional(),
    withdraws: z.array(WithdrawnTerm).optional(),
  })
  .superRefine((act, context) => {
    const verb = verbOf(act);
    if (verb === undefined) {
      context.addIssue(`exactly one of ${VERB_NAMES.join(', ')}`);
      return;
    }
    const fits: readonly string[] = [verb, 'at', 'expect', 'raises', 'withdraws', ...VERBS[verb]];
    for (const [field, value] of Object.entries(act))
      if (value !== undefined && !fits.includes(field))
        context.addIssue({ code: 'custom', path: [field], message: `"${verb}" has no field "${field}"` });
    if (act.expect === 'replayed' && verb !== 'reading' && verb !== 'again')
      context.addIssue({ code: 'custom', path: ['expect'], message: 'only a reading is replayed' });
    if (act.expect !== 'accepted' && (act.raises?.length ?? 0) + (act.withdraws?.length ?? 0) > 0)
      context.addIssue({ code: 'custom', path: ['expect'], message: 'only what is accepted raises or withdraws' });
  });
export type ActTerm = z.infer<typeof ActTerm>;

/** One worked case as it is written (docs/cases.md). */
export const CaseDocument = z.strictObject({
  case: WholeNumber,
  title: z.string().min(10).max(120),
  clauses: z.array(z.string().min(3)).min(1),
  requirements: z.array(z.string().regex(/^[A-Z][A-Z0-9]{2}-\d{2}$/, 'a requirement id such as LIM-02')).min(1),
  /** Unsaid: one patient, called ana. */
  patients: z.array(Name).min(1).max(4).default(['ana']),
  orders: z.record(Name, OrderTerm),
  timeline: z.array(ActTerm).min(1).max(30),
  why: z.string().min(20).max(800),
});
export type CaseDocument = z.infer<typeof CaseDocument>;

/** The JSON Schema for editors; published as `case.schema.json`. */
export const caseJsonSchema = (): unknown => ({
  ...z.toJSONSchema(CaseDocument, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === ActTerm) jsonSchema.oneOf = VERB_NAMES.map((verb) => ({ required: [verb] }));
    },
  }),
  title: 'A worked case of the contract',
});
