import type { Measure, UnitCode } from '../../contract/domain/index.ts';

/** What every kind of patient has. */
export interface ArchetypeBase {
  readonly name: string;
  /** For a list on a terminal. */
  readonly title: string;
  readonly measure: Measure;
  readonly units: readonly UnitCode[];
  readonly ageYears: readonly [youngest: number, oldest: number];
}
