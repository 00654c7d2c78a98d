import type { SenderCollaborators } from '../../../simulator/phone/sender/collaborators.ts';

/** What is replaced in a reference sender. */
export type SenderDifference = Partial<SenderCollaborators>;

/** The reference sender with one defect: one collaborator replaced. It counts as caught only when the requirement it names fails. */
export interface SenderMutant {
  readonly name: string;
  /** What is wrong, in a clinician's words. */
  readonly defect: string;
  /** Id of the requirement that must fail. */
  readonly requirement: string;
  /**
   * Requirements that the same defect breaks in the check of the named one, or may break. Where any other fails there,
   * the mutant is void: it has broken more than it says.
   */
  readonly also?: readonly string[];
  /** Made anew for each phone's sender: what it remembers is of that one alone. */
  readonly make: () => SenderDifference;
}
