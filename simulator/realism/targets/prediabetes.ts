import { denseStatistics, type DenseFigures } from './dense.ts';

/** People with prediabetes, with a sensor. Source: realism facts 7.2, computed there as for type 2: 14 people. */
const PREDIABETES: DenseFigures = {
  people: 14,
  mean: 109,
  cv: 21.1,
  p5: 78,
  p50: 106,
  p95: 151,
  below70: 1.9,
  above180: 1,
  personMean: 109.1,
  personMeanSd: 8.5,
  personCv: 19,
  personCvRange: [14.1, 24.7],
  betweenDayCv: 6.6,
  withinDayCv: 17.2,
  lags: [
    [5, 0.982],
    [15, 0.898],
    [30, 0.734],
    [60, 0.475],
    [120, 0.221],
    [240, 0.129],
    [1440, 0.172],
  ],
  atHours: [
    { hour: 7, mean: 111.6, sd: 26.5 },
    { hour: 22, mean: 114.8, sd: 23.7 },
  ],
  fingerHours: [7, 12, 17.5, 22],
  fingerCv: 20.5,
  fingerLag: 0.18,
  dawn: 15.5,
  dawnQuartiles: [4.2, 34],
  dawnClear: 41,
};
export const PREDIABETES_STATISTICS = denseStatistics(PREDIABETES);
