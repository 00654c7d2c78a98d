import type { Different } from './defect.ts';
import type { SelftestLoad } from './loads.ts';

/** What is said of a system with one defect, of whatever role. It counts as caught only when the requirement it names fails. */
export interface MutantFacts {
  readonly name: string;
  /** What is wrong, in a clinician's words. */
  readonly defect: string;
  /** Id of the requirement that must fail. */
  readonly requirement: string;
  /** Id of the requirement whose check shows it, where that is not its own. */
  readonly check?: string;
  /**
   * Requirements that the same defect breaks elsewhere in the check of the named one, about other readings, items and
   * orders. Where any other fails there, the mutant is void: it has broken more than it says.
   */
  readonly also?: readonly string[];
  /** Shows only then; absent: at once and always. */
  readonly shows?: 'in-time' | 'after-a-fault' | 'under-load' | 'rarely';
  /** What is sent to it in place of a check, in words. */
  readonly load?: { readonly what: string };
}

/** The reference with one defect: one collaborator replaced, everything else as it is. */
export interface Mutant extends MutantFacts, Different {
  readonly load?: SelftestLoad;
}
