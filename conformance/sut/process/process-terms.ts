import { z } from 'zod';
import { fields } from '../fields.ts';
import { MillisecondsTerm } from '../profile-terms.ts';

/** A command as its arguments. No shell reads it: what stands in it is passed on as it is. */
const CommandTerm = z
  .array(z.string().min(1))
  .min(1, 'a program and its arguments, such as [systemctl, restart, acme]')
  .max(50);

/** The commands by which the harness works the port `process` (docs/profile.md). */
export const ProcessTerm = fields({
  start: CommandTerm,
  stop: CommandTerm.optional(),
  kill: CommandTerm.optional(),
  pause: CommandTerm.optional(),
  resume: CommandTerm.optional(),
  clock: CommandTerm.optional(),
  within: MillisecondsTerm.default(10_000),
  ready: MillisecondsTerm.default(60_000),
})
  .refine((p) => p.stop !== undefined || p.kill !== undefined, {
    path: ['kill'],
    message: 'a command that ends the system: kill, stop, or both',
  })
  .refine((p) => (p.pause === undefined) === (p.resume === undefined), {
    path: ['resume'],
    message: 'pause and resume, or neither',
  });
export type ProcessTerm = z.infer<typeof ProcessTerm>;
