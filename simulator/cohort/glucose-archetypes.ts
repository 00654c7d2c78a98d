import type { MeterErrorModel } from '../devices/glucometer/error-model.ts';
import { TYPE_2, type GlucoseParameters } from '../physiology/glucose/parameters.ts';
import type { ArchetypeBase } from './archetype-base.ts';

/** A person whose blood glucose is tracked. */
export interface GlucoseArchetype extends ArchetypeBase {
  readonly measure: 'glucose';
  readonly units: readonly ('mg/dL' | 'mmol/L')[];
  readonly parameters: GlucoseParameters;
  /** Factor of every meal against the usual amounts. */
  readonly appetite: number;
  /** Factor of the liver's production on a day with and without the tablet, and how often it is taken. */
  readonly medication: { readonly production: number; readonly adherence: number };
  /** Day-to-day insulin sensitivity: log-scale deviation and memory. */
  readonly sensitivity: { readonly sd: number; readonly memory: number };
  /** Median share by which the liver makes more at dawn, and its log-scale deviation between people. */
  readonly dawn: { readonly median: number; readonly sigma: number };
  readonly meter: MeterErrorModel['name'];
}

/**
 * The table describes a person whose liver and insulin work alike at every hour. Dawn and the nightly
 * low of sensitivity come on top here, so the liver starts lower; calibrated to a mean of 155 mg/dL and a CV of 27 %.
 */
const DAY_RHYTHM_ALLOWANCE = 0.96;

/** Everybody whose glucose is tracked. Targets: realism facts 9.2. */
export const glucoseArchetypes: readonly GlucoseArchetype[] = [
  {
    name: 't2d-oral',
    title: 'Type 2 diabetes on metformin, tests 1.5 times a day',
    measure: 'glucose',
    units: ['mg/dL', 'mmol/L'],
    ageYears: [38, 80],
    parameters: { ...TYPE_2, kp1: TYPE_2.kp1 * DAY_RHYTHM_ALLOWANCE },
    appetite: 0.65,
    medication: { production: 0.93, adherence: 0.85 },
    sensitivity: { sd: 0.2, memory: 0.3 },
    dawn: { median: 0.06, sigma: 0.8 },
    meter: 'good',
  },
];
