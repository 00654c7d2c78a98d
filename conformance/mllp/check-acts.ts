import type { ScenarioInput } from '../runner/document/scenario.ts';
import type { MllpCase } from './talk.ts';

/** Every case with a patient, an order and permission of its own; cases run side by side. */
export const actsFor = (cases: readonly MllpCase[]): Pick<ScenarioInput, 'bindings' | 'patients' | 'acts'> => ({
  bindings: ['hl7v2'],
  patients: cases.map((played) => played.name),
  acts: cases.flatMap(({ name }): ScenarioInput['acts'] => [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { low: 70, high: 180 } }, patient: name } },
    { at: 'd1 08:05', grant: { measure: 'glucose', patient: name } },
    { at: 'd1 12:00', talk: { case: name, patient: name } },
    // What was not to be answered is known to have arrived once it is found.
    { at: '+1min', read: { measure: 'glucose', patient: name } },
  ]),
});
