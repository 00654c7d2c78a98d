import { z } from 'zod';
import { requireZone } from '../../../simulator/clock.ts';
import { checkNames } from './names.ts';
import { ScenarioAct } from './scenario-act.ts';
import { Name, WholeTerm } from './terms.ts';
import { fields } from '../../sut/fields.ts';

/** Who a patient is. Identity comes from the seed, business keys from the run: every run has patients of its own. */
const PatientTerm = fields({
  archetype: z.string().optional().meta({ description: 'Of simulator/cohort, for streams.' }),
  recorded: z
    .enum(['aim94', 'apple-health'])
    .optional()
    .meta({ description: 'A real person’s data: AIM-94 logs (--data DIR) or an Apple Health export (--data FILE).' }),
  count: WholeTerm.optional().meta({
    description: 'So many patients of this name; every act is done for each of them.',
  }),
});

/** A scenario document: what happens, never what is right. */
export const Scenario = fields({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9:.-]{0,79}$/, 'a name in lower case with hyphens, such as "first-week-type2"'),
  title: z.string().min(1).max(120),
  about: z.string().optional(),
  /** IANA zone of the patients' walls. */
  zone: z.string().default('America/New_York').refine(isZone, 'an IANA time zone, such as America/New_York'),
  /** The date of day 1. Virtual: two runs send the same instants. */
  start: z.iso.date().default('2035-01-08'),
  bindings: z
    .array(z.enum(['fhir', 'hl7v2']))
    .min(1)
    .default(['fhir', 'hl7v2']),
  patients: z
    .union([z.array(Name).min(1).max(50), z.record(Name, PatientTerm)])
    .default(['patient'])
    .transform((p) => (Array.isArray(p) ? Object.fromEntries(p.map((name) => [name, {}])) : p))
    .pipe(z.record(Name, PatientTerm)),
  acts: z.array(ScenarioAct).min(1).max(2000),
}).superRefine(checkNames);
/** As loaded, with defaults filled in. */
export type Scenario = z.infer<typeof Scenario>;
/** As written in TypeScript: defaults may be left out. */
export type ScenarioInput = z.input<typeof Scenario>;

/** A scenario from a TypeScript literal; throws ZodError on a mistake, so that a bad check cannot be built. */
export const defineScenario = (input: ScenarioInput): Scenario => Scenario.parse(input);

function isZone(zone: string): boolean {
  try {
    requireZone(zone);
    return true;
  } catch {
    return false;
  }
}
