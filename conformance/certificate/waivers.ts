import { z } from 'zod';
import { readYamlFile } from '../../contract/yaml/document.ts';
import { Instant } from './instant.ts';

const Reason = z.string().min(10, 'a sentence').max(600);
const AttemptNumber = z.union([
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/, 'the number of an attempt')
    .transform(Number),
  z.number(),
]);

/** Something that does not keep a certificate from being given, until an instant, for a reason that the signer answers for. */
export const Waiver = z.union([
  z.strictObject({
    requirement: z.string().regex(/^[A-Z][A-Z0-9]{2}-\d{2}$/, 'an id such as LIM-02'),
    reason: Reason,
    until: Instant,
  }),
  z.strictObject({ attempt: AttemptNumber, reason: Reason, until: Instant }),
]);
export type Waiver = z.infer<typeof Waiver>;

const WaiversDocument = z.strictObject({ waivers: z.array(Waiver).min(1).max(100) });

/** Waivers from a YAML file. Throws InputProblem with line and path. */
export const loadWaivers = (file: string): readonly Waiver[] =>
  readYamlFile(file, WaiversDocument, 'waivers (docs/certificate.md)').waivers;

/** Those that hold at an instant. */
export const holdingAt = (waivers: readonly Waiver[], atMs: number): readonly Waiver[] =>
  waivers.filter((w) => Date.parse(w.until) > atMs);
