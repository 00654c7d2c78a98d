import type { Act, ActName } from '../../../history/lines.ts';
import type { Actor } from '../../actor.ts';
import type { Performed } from '../../driver.ts';
import type { FhirContext } from '../context.ts';

/** An act of one name. */
export type ActOf<N extends ActName> = Extract<Act, { op: N }>;

/** One kind of act over FHIR. What it must look up first lies before `sent`. */
export type FhirAct<N extends ActName> = (context: FhirContext, act: ActOf<N>, actor: Actor) => Promise<Performed>;
