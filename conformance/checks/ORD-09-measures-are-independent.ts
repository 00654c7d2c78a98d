import type { ScenarioInput } from '../runner/document/scenario.ts';
import { check } from './check.ts';

export const checkORD09 = check({
  requirement: 'ORD-09',
  sentence: 'An order for weight does not admit glucose, nor one for glucose weight',
  factor: 'the measure of the reading',
  patients: ['weighs', 'pricks'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'weight', limits: { reference: { high: 95 } }, patient: 'weighs' } },
    { order: { measure: 'glucose', limits: { reference: { high: 180 } }, patient: 'pricks' } },
    ...(['weighs', 'pricks'] as const).flatMap((patient): ScenarioInput['acts'] => [
      { at: 'd1 08:05', grant: { measure: 'weight', patient } },
      { at: 'd1 08:06', grant: { measure: 'glucose', patient } },
      { at: 'd1 09:00', reading: { value: '96.0 kg', patient } },
      { at: 'd1 09:01', reading: { value: '250 mg/dL', patient } },
    ]),
  ],
});
