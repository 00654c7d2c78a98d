import type { SenderVariant } from '../sender-mutant.ts';
import { contentVariants } from './content.ts';
import { repetitionVariants } from './repetition.ts';
import { paceVariants } from './pace.ts';
import { wireVariants } from './wires.ts';

/** Senders that do otherwise what the contract leaves free; nothing may fail of them. */
export const senderVariants: readonly SenderVariant[] = [
  ...repetitionVariants,
  ...paceVariants,
  ...wireVariants,
  ...contentVariants,
];
