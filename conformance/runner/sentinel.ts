import { defineScenario } from './document/scenario.ts';

/**
 * A patient whose one critical reading is caused after the last stimulus of the run. Its item in
 * sight proves that the inbox still worked then: without it no absence is proven (bindings 3.6).
 */
export const SENTINEL = defineScenario({
  name: 'sentinel',
  title: 'The sentinel',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { critical: { low: 54, high: 300 } } } },
    { at: '+5min', grant: { measure: 'glucose' } },
    { at: '+1h', reading: { value: '411 mg/dL', name: 'sentinel' } },
  ],
});

export const SENTINEL_LANE = 'sentinel';
