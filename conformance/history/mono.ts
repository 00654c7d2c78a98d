import { z } from 'zod';

/** Nanoseconds since the run began, on the harness's monotonic clock. Whole numbers; 2^53 ns are 104 days. */
export const Mono = z.number().int().nonnegative();
export type Mono = z.infer<typeof Mono>;
