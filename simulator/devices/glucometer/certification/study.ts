import { randomSpace } from '../../../random.ts';
import { displayed } from '../display.ts';
import { measuredMgDl, type MeterErrorModel } from '../error-model.ts';

/** One result of a study beside the reference method's, mg/dL. */
export interface StudyResult {
  readonly referenceMgDl: number;
  readonly meterMgDl: number;
}

/** Shares of the 100 subjects in the ranges that ISO 15197:2013, 6.3.2 asks for, mg/dL. */
export const ISO_BINS: readonly (readonly [subjects: number, low: number, high: number])[] = [
  [5, 30, 50],
  [15, 50, 80],
  [20, 80, 120],
  [30, 120, 200],
  [15, 200, 300],
  [10, 300, 400],
  [5, 400, 550],
];
const LOTS = 3;
const METERS_PER_LOT = 2;

const shown = (measured: number): number => {
  const result = displayed(measured, 'mg/dL');
  if (result.kind === 'value') return Number(result.quantity.value);
  return result.kind === 'off-scale' && result.direction === 'high' ? 601 : 19;
};

/**
 * 100 subjects, each tested with two meters on strips of each of three lots: 600 results. Lots and
 * meters are drawn anew for every study, as a manufacturer's would be.
 */
export function accuracyStudy(model: MeterErrorModel, seed: number): readonly StudyResult[] {
  const space = randomSpace(seed, 'accuracy-study', model.name);
  const subjects = space.stream('subjects');
  const references = ISO_BINS.flatMap(([count, low, high]) =>
    Array.from({ length: count }, () => subjects.between(low, high)),
  );
  const results: StudyResult[] = [];
  for (let lot = 0; lot < LOTS; lot++) {
    const lotBias = space.stream('lot', lot).normal(0, model.lotBiasSdPercent);
    for (let meter = 0; meter < METERS_PER_LOT; meter++) {
      const bias = lotBias + space.stream('meter', lot, meter).normal(0, model.meterBiasSdPercent);
      const random = space.stream('tests', lot, meter);
      for (const referenceMgDl of references) {
        results.push({ referenceMgDl, meterMgDl: shown(measuredMgDl(referenceMgDl, model, bias, random)) });
      }
    }
  }
  return results;
}
