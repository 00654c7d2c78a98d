import { z } from 'zod';
import { MealContext, Measure, OffsetDateTime } from '../../domain/index.ts';

const Name = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'a short name in small letters');
const Yes = z.union([z.literal(true), z.literal('true')]).transform((): true => true);

/** `7.0 mmol/L`, `212 mg/dL`, `80.5 kg`; `HI mg/dL`, `LO mmol/L`; `failed mg/dL`. */
const ShownValue = z
  .string()
  .regex(
    /^(?:\d+(?:\.\d+)?|HI|LO|failed) (?:mg\/dL|mmol\/L|kg|\[lb_av\])$/,
    'a value with its unit, such as 7.0 mmol/L',
  );

const Show = z.strictObject({
  name: Name,
  value: ShownValue,
  /** When it was measured; unsaid: when it is shown. */
  measured: OffsetDateTime.optional(),
  context: MealContext.optional(),
  control: Yes.optional(),
  /** Typed in by hand; health stores alone. */
  typed: Yes.optional(),
  /** Another person stood on the scale; `unknown`: one whom the scale does not know. */
  other: z.union([Yes, z.literal('unknown')]).optional(),
  /** The connection breaks while it is transferred. */
  broken: Yes.optional(),
  /** A sample without a sync identifier, known by its UUID alone. */
  anonymous: Yes.optional(),
});

const verb = <N extends string, S extends z.ZodType>(name: N, value: S) =>
  z.strictObject({ at: OffsetDateTime.optional(), [name]: value } as Record<N, S> & {
    at: z.ZodOptional<typeof OffsetDateTime>;
  });

/** One thing that happens at a phone, its devices or the EHR. `at` unsaid: ten minutes after the one before. */
export const ScriptAct = z.union([
  verb('permit', Measure),
  verb('withdraw', Measure),
  verb('show', Show),
  /** The device gives its whole memory once more. */
  verb('again', Yes),
  verb('correct', z.strictObject({ of: Name, value: ShownValue })),
  verb('delete', Name),
  /** From now on the EHR answers "unavailable", or takes what comes and cuts the connection. */
  verb('outage', z.enum(['unavailable', 'cut'])),
  verb('restore', Yes),
  /** The EHR turns this one away, whenever it comes. */
  verb('refuse', Name),
  /** The meter's memory is cleared, and its record numbers begin again. */
  verb('reset', Yes),
  /** The sender is ended without warning and started again. */
  verb('kill', Yes),
  /** The phone is in another zone from now on. IANA. */
  verb('travel', z.string().min(3).max(40)),
]);
export type ScriptAct = z.infer<typeof ScriptAct>;

const ScriptSource = z.enum(['gatt', 'healthkit', 'health-connect']);

/** What is played at one phone: by a worked case, or by a check. It says what happens, never what is right. */
export const SenderScript = z.strictObject({
  source: ScriptSource,
  /** What is ordered; unsaid: both. */
  measures: z.array(Measure).min(1).default(['glucose', 'weight']),
  /** IANA; unsaid: New York. */
  zone: z.string().min(3).max(40).default('America/New_York'),
  acts: z.array(ScriptAct).min(1).max(60),
});
export type SenderScript = z.infer<typeof SenderScript>;
export type SenderScriptInput = z.input<typeof SenderScript>;
