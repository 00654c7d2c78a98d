import { SYSTEM } from '../../contract/codes/canonical.ts';
import { findMeasureCode } from '../../contract/codes/measures.ts';
import type { Coding } from '../../contract/domain/measure.ts';
import { type Guideline, GUIDELINES } from './guidelines.ts';

const isOf = (code: string, category: string): boolean => code === category || code.startsWith(`${category}.`);

/**
 * What guidelines say for a measure, by any code of it, and a condition, by ICD-10-CM; none for others. A code that is of
 * one unit gets the figures of that unit.
 */
export const suggest = (measure: Coding, condition: Coding): readonly Guideline[] => {
  const asked = findMeasureCode(measure);
  if (asked === undefined || condition.system !== SYSTEM.icd10cm) return [];
  return GUIDELINES.filter(
    (guideline) =>
      guideline.measure === asked.measure &&
      asked.units.includes(guideline.unit) &&
      guideline.conditions.some((category) => isOf(condition.code, category)),
  );
};
