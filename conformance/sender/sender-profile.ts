import { z } from 'zod';
import { readYamlDocument, readYamlFile } from '../../contract/yaml/document.ts';
import type { Policies, SenderTerms } from '../history/lines.ts';
import { fields } from '../sut/fields.ts';
import { labelTerm, MillisecondsTerm, PortNumberTerm } from '../sut/profile-terms.ts';

const oneOrMore = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (Array.isArray(value) ? value : [value]));

/** The file in which a sender describes itself (docs/sender.md). */
export const SenderProfileDocument = fields({
  vitalproof: z.union([z.literal(1), z.literal('1')], '1, the version of this format'),
  name: labelTerm(80),
  version: labelTerm(40),
  role: z.literal('sender', 'sender; a receiver has another profile (docs/profile.md)'),
  environment: z.literal('test', 'test: the harness plays patients, and a live sender has others'),
  /** Where its measurements come from. */
  sources: oneOrMore.pipe(z.array(z.enum(['gatt', 'healthkit', 'health-connect'])).min(1)),
  /** What it sends by. */
  out: oneOrMore.pipe(z.array(z.enum(['fhir', 'hl7v2'])).min(1)),
  /** How a phone's sender is started and enrolled: by a command of its own, or by a person who is told. */
  pairing: z.discriminatedUnion('by', [
    fields({ by: z.literal('command'), start: z.string().min(1).max(2000) }),
    fields({ by: z.literal('operator') }),
  ]),
  /** How it is ended and started again; unsaid: as it is paired. `absent`: it cannot be. */
  reset: z.enum(['command', 'operator', 'absent']).optional(),
  policies: fields({ backfill: z.enum(['since-order-start', 'none']) })
    .partial()
    .default({}),
  deadlines: fields({ forward: MillisecondsTerm, recovery: MillisecondsTerm }).partial().default({}),
  /** Port of the device bus; unsaid: any free one. */
  bus: fields({ port: PortNumberTerm }).optional(),
});
export type SenderProfileDocument = z.infer<typeof SenderProfileDocument>;

/** A sender under test, as the harness sees it: every default filled in. */
export interface SenderProfile {
  readonly name: string;
  readonly version: string;
  readonly sources: readonly ('gatt' | 'healthkit' | 'health-connect')[];
  readonly out: readonly ('fhir' | 'hl7v2')[];
  readonly pairing: SenderProfileDocument['pairing'];
  readonly canRestart: boolean;
  /** It is started and ended without a person. */
  readonly resetsByItself: boolean;
  readonly backfill: Policies['backfill'];
  readonly terms: SenderTerms;
  readonly busPort: number;
}

/** Contract, Deadlines: others 60 s; recovery 60 s. */
const MINUTE_MS = 60_000;

const fromDocument = (d: SenderProfileDocument): SenderProfile => ({
  name: d.name,
  version: d.version,
  sources: [...new Set(d.sources)],
  out: [...new Set(d.out)],
  pairing: d.pairing,
  canRestart: (d.reset ?? d.pairing.by) !== 'absent',
  resetsByItself: d.pairing.by === 'command' && (d.reset ?? 'command') === 'command',
  backfill: d.policies.backfill ?? 'since-order-start',
  terms: { forward: d.deadlines.forward ?? MINUTE_MS, recovery: d.deadlines.recovery ?? MINUTE_MS },
  busPort: d.bus?.port ?? 0,
});

/** A profile from YAML text. `file` is for messages. Throws InputProblem with line, path and what was expected. */
export const parseSenderProfile = (text: string, file: string): SenderProfile =>
  fromDocument(readYamlDocument(text, file, SenderProfileDocument).value);

/** A profile from a file. */
export const loadSenderProfile = (file: string): SenderProfile =>
  fromDocument(readYamlFile(file, SenderProfileDocument, 'the profile of a sender under test (docs/sender.md)'));

/** The reference sender: every source, both wires, deadlines of three seconds. */
export const referenceSenderProfile = (version: string): SenderProfile => ({
  name: 'vitalproof reference sender',
  version,
  sources: ['gatt', 'healthkit', 'health-connect'],
  out: ['fhir', 'hl7v2'],
  pairing: { by: 'operator' },
  canRestart: true,
  resetsByItself: true,
  backfill: 'since-order-start',
  terms: { forward: 3000, recovery: 3000 },
  busPort: 0,
});
