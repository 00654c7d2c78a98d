import { z } from 'zod';
import { ActTerm } from './act.ts';
import { OrderTerm } from './order.ts';
import { CasePolicies } from './policies.ts';
import { Name, WholeNumber } from './texts.ts';
import { VERB_NAMES } from './verbs.ts';

/** One worked case as it is written (docs/cases.md). */
export const CaseDocument = z.strictObject({
  case: WholeNumber,
  title: z.string().min(10).max(120),
  clauses: z.array(z.string().min(3)).min(1),
  requirements: z.array(z.string().regex(/^[A-Z][A-Z0-9]{2}-\d{2}$/, 'a requirement id such as LIM-02')).min(1),
  /** What of the contract it works out: names of the table in coverage/. */
  covers: z.array(z.string()).min(1),
  /** Unsaid: one patient, called ana. */
  patients: z.array(Name).min(1).max(4).default(['ana']),
  policies: CasePolicies.default({}),
  /** The system has a patient portal. */
  portal: z.literal(true).optional(),
  /** The system admits the sources of readings one by one. */
  sources: z.literal(true).optional(),
  /** Only where the wire matters. */
  via: z.literal('fhir').optional(),
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
