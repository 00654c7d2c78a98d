import { denseStatistics, type DenseFigures } from './dense.ts';

/**
 * People with type 2 diabetes without insulin, with a sensor. Source: realism facts 7.2, computed there of the
 * public example data of the iglu package (Hall 2018): 5 people.
 */
const TYPE_2: DenseFigures = {
  people: 5,
  mean: 158.7,
  cv: 35.8,
  p5: 91,
  p50: 147,
  p95: 273,
  below70: 0.2,
  above180: 27.9,
  personMean: 160.1,
  personMeanSd: 34.4,
  personCv: 27.2,
  personCvRange: [22.4, 33.5],
  betweenDayCv: 9.9,
  withinDayCv: 24.5,
  lags: [
    [5, 0.994],
    [15, 0.963],
    [30, 0.887],
    [60, 0.705],
    [120, 0.372],
    [240, 0.074],
    [1440, 0.204],
  ],
  atHours: [
    { hour: 7, mean: 144.3, sd: 35.6 },
    { hour: 12, mean: 159.2, sd: 69 },
    { hour: 17.5, mean: 168.2, sd: 54.9 },
    { hour: 19.5, mean: 166.3, sd: 56.7 },
    { hour: 22, mean: 182.3, sd: 71.5 },
  ],
  fingerHours: [7, 12, 17.5, 22],
  fingerCv: 27.7,
  fingerLag: 0.06,
  fasting: { p95: 223, above180: 11.3 },
  dawn: 20,
  dawnQuartiles: [8, 31],
  dawnClear: 50,
};
export const TYPE_2_STATISTICS = denseStatistics(TYPE_2);
