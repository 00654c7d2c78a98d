import type { Collaborators } from '../../reference-impl/collaborators.ts';

/**
 * The reference with one defect: one collaborator replaced, everything else as it is. It counts as caught only
 * when the requirement it names fails.
 */
export interface Mutant {
  readonly name: string;
  /** What is wrong, in a clinician's words. */
  readonly defect: string;
  /** Id of the requirement that must fail. */
  readonly requirement: string;
  readonly collaborators: Partial<Collaborators>;
}
