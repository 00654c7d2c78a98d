import type { ScenarioInput } from '../runner/document/scenario.ts';
import { check } from './check.ts';

export const checkORD20 = check({
  requirement: 'ORD-20',
  sentence: 'An order that has ended never becomes active again',
  factor: 'whether the order is on hold, or has ended',
  patients: ['revoked', 'completed', 'held'],

  acts: [
    ...([{ status: 'revoked' }, { status: 'completed', only: 'fhir' }] as const).flatMap(
      ({ status: patient, ...end }): ScenarioInput['acts'] => [
        { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } }, patient } },
        { at: 'd1 09:00', change: { status: 'on-hold', patient } },
        { at: 'd1 10:00', change: { status: 'active', patient } },
        { at: 'd1 11:00', change: { status: patient, patient, ...end } },
        { at: 'd1 12:00', change: { status: 'active', patient, ...end } },
        { at: 'd1 13:00', change: { status: 'on-hold', patient, ...end } },
      ],
    ),
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } }, patient: 'held' } },
    { at: 'd1 09:00', change: { status: 'on-hold', patient: 'held' } },
    { at: 'd1 10:00', change: { status: 'revoked', patient: 'held' } },
    { at: 'd1 11:00', change: { status: 'active', patient: 'held' } },
  ],
});
