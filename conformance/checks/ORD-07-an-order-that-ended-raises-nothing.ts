import type { ScenarioInput } from '../runner/document/scenario.ts';
import { check } from './check.ts';

export const checkORD07 = check({
  requirement: 'ORD-07',
  sentence: 'After an order was revoked or completed a later reading raises no item',
  factor: 'whether the reading is effective before or after the end',
  patients: ['revoked', 'completed'],
  acts: (['revoked', 'completed'] as const).flatMap((status): ScenarioInput['acts'] => [
    {
      at: 'd1 08:00',
      order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: status },
    },
    { at: 'd1 08:05', grant: { measure: 'glucose', patient: status } },
    { at: 'd1 09:00', reading: { value: '250 mg/dL', patient: status } },
    { at: 'd1 12:00', change: { status, patient: status } },
    { at: 'd1 13:00', reading: { value: '250 mg/dL', patient: status } },
  ]),
});
