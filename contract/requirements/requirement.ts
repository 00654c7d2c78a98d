import { z } from 'zod';

/** Numbers arrive as the text that stands in the file. */
const Count = z
  .string()
  .regex(/^\d{1,3}$/, 'a whole number')
  .transform(Number);

/** Who is certified: what takes readings in, or what sends them (contract: Two roles are certified). */
export const Role = z.enum(['receiver', 'sender']);
export type Role = z.infer<typeof Role>;

/** What a receiver's certificate may claim in its title (contract: Two roles are certified). */
export const RECEIVER_SCOPES = [
  'alerts',
  'orders',
  'portal',
  'permission',
  'messages',
  'routing',
  'waiting',
  'audit',
] as const;

/** What a title may claim. A sender is certified as a whole, and its scope is its role. */
export const Scope = z.enum([...RECEIVER_SCOPES, 'sender']);
export type Scope = z.infer<typeof Scope>;

const Sentence = z.string().min(10, 'a sentence').max(600);

/** One demand of the contract, with all that a verdict on it needs to say to an engineer. */
export const Requirement = z
  .strictObject({
    id: z.string().regex(/^[A-Z][A-Z0-9]{2}-\d{2}$/, 'an id such as LIM-02'),
    role: Role,
    scope: Scope,
    level: z.enum(['MUST', 'SHOULD']),
    /** What is demanded, in one sentence. */
    statement: Sentence,
    /** Where the demand comes from outside this contract. */
    source: z.string().min(3),
    /** Section of the contract that decides it. */
    clause: z.string().min(3),
    /** Why it matters, in one sentence. */
    rationale: Sentence,
    /** How an engineer would mend a system that breaks it. */
    fix: Sentence,
    /** Wires on which it can be judged. */
    bindings: z.array(z.enum(['fhir', 'hl7v2'])).min(1),
    /** What a system must declare for it to apply at all; absent: it always applies. */
    capability: z.string().min(3).optional(),
    /** How many findings of each polarity a PASS needs at least. */
    minimum: z.strictObject({ must: Count, mustNot: Count }).default({ must: 1, mustNot: 1 }),
    /** Why one polarity cannot occur; required exactly where `minimum` has a 0. */
    'why-minimum': Sentence.optional(),
    /**
     * `spine`: judged by the oracle and played by certify. `oracle`: judged in any history that exercises it, not played
     * by certify yet. `later`: known and not judged yet; never part of a verdict.
     */
    built: z.enum(['spine', 'oracle', 'later']),
    /** Why no check plays it; what has a check has none. */
    untested: Sentence.optional(),
  })
  .superRefine((r, context) => {
    const lopsided = r.minimum.must === 0 || r.minimum.mustNot === 0;
    if (lopsided !== (r['why-minimum'] !== undefined))
      context.addIssue({
        code: 'custom',
        path: [lopsided ? 'minimum' : 'why-minimum'],
        message: 'why-minimum exactly where a minimum is 0, because a verdict without a negative twin proves little',
      });
    if ((r.role === 'sender') !== (r.scope === 'sender'))
      context.addIssue({
        code: 'custom',
        path: ['scope'],
        message: 'sender for the role sender, and a scope of receivers for a receiver',
      });
    if (r.untested !== undefined && r.built === 'spine')
      context.addIssue({ code: 'custom', path: ['untested'], message: 'untested only where no check plays it' });
  });
export type Requirement = z.infer<typeof Requirement>;

/** One file: a family of requirements under one prefix. */
export const RequirementFamily = z.strictObject({
  prefix: z.string().regex(/^[A-Z][A-Z0-9]{2}$/, 'three capitals, such as LIM'),
  title: z.string().min(3),
  requirements: z.array(Requirement).min(1),
});
export type RequirementFamily = z.infer<typeof RequirementFamily>;
