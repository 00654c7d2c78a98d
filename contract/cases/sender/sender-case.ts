import { z } from 'zod';
import { ScriptAct, SenderScript } from './script.ts';

const Names = z.array(z.string()).default([]);
const Name = z.string();

const CORRUPTIONS = [
  'drop',
  'drop-correction',
  'drop-erasure',
  'twice',
  'send',
  'early',
  'stale',
  'erase',
  'digits',
  'convert',
  'utc',
  'shift',
  'device',
  'patient',
  'final',
  'other-name',
  'context',
  'typed',
  'number',
  'repeat',
  'again-changed',
] as const;

/** How a history in which everything is right is made wrong, and the requirement that has to find it. */
const Corruption = z.strictObject({
  /**
   * `drop`: it never arrives. `twice`: again under another identifier. `send`: it arrives though it must not;
   * `early`, `stale`: before the grant, after the withdrawal. */
  how: z.enum(CORRUPTIONS),
  of: Name,
  finds: z.string().regex(/^SND-\d\d$/),
});

/** A worked case of a sender, as it stands in its file (contract/cases/sender). */
export const SenderCaseDocument = z.strictObject({
  case: z.string().regex(/^S\d{1,3}$/, 'a number such as S7'),
  title: z.string().min(10),
  clauses: z.array(z.string()).min(1),
  requirements: z.array(z.string().regex(/^SND-\d\d$/)).min(1),
  source: SenderScript.shape.source,
  measures: SenderScript.shape.measures,
  zone: SenderScript.shape.zone,
  acts: z.array(ScriptAct).min(1).max(60),
  /** Names of what has to arrive, in its first content. */
  arrives: Names,
  /** Of what has to arrive as a correction. */
  corrected: Names,
  /** Of what has to be erased. */
  erased: Names,
  /** Of what has to stay away. */
  away: Names,
  /** Of what may arrive and need not. */
  open: Names,
  broken: z.array(Corruption).min(1),
  why: z.string().min(20),
});
export type SenderCaseDocument = z.infer<typeof SenderCaseDocument>;
export type Corruption = z.infer<typeof Corruption>;
