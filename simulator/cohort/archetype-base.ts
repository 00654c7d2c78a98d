import type { Measure, UnitCode } from '../../contract/domain/index.ts';

/** What every kind of patient has. */
export interface ArchetypeBase {
  readonly name: string;
  /**
   * Its own for ever, below `MOST_KINDS`: record numbers and device addresses tell kinds of people apart by it. An archetype that
   * is added takes one that nobody had; who has which is no matter of the order in which they stand.
   */
  readonly number: number;
  /** For a list on a terminal. */
  readonly title: string;
  readonly measure: Measure;
  readonly units: readonly UnitCode[];
  readonly ageYears: readonly [youngest: number, oldest: number];
}
