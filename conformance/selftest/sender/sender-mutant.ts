import type { LiarFacts } from '../liar.ts';
import type { MutantFacts } from '../mutant.ts';
import type { VariantFacts } from '../variant.ts';
import type { DifferentSender } from './different-sender.ts';

/** The reference sender with one defect: one collaborator replaced. It counts as caught only when the requirement it names fails. */
export interface SenderMutant extends MutantFacts, DifferentSender {}

/** A sender that does none of the work and behaves as if it did. */
export interface SenderLiar extends LiarFacts, DifferentSender {}

/** A sender that does otherwise what the contract leaves free. Nothing may fail. */
export interface SenderVariant extends VariantFacts, DifferentSender {}
