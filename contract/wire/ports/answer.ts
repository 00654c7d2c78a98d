import { z } from 'zod';

/**
 * The system refused: nothing was done. `refusal`: the reason by its code in docs/bindings/fhir.md, Refusals, where the
 * system's own reason has one.
 */
export const PortRefused = z.object({
  outcome: z.literal('refused'),
  refusal: z.string().max(64).optional(),
  text: z.string().max(2000).optional(),
});
export type PortRefused = z.infer<typeof PortRefused>;

/** The system did it, durably. `id`: what it calls the thing itself, for people who look into its log. */
export const PortOk = z.object({ outcome: z.literal('ok'), id: z.string().max(255).optional() });

export const PortAnswer = z.discriminatedUnion('outcome', [PortOk, PortRefused]);
export type PortAnswer = z.infer<typeof PortAnswer>;
