import type { Interpretation } from '../domain/reading.ts';

/** v3-ObservationInterpretation and HL7 table 0078 share these codes. Source: standards.md 4.6. */
export const INTERPRETATION_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';

export const INTERPRETATION_DISPLAY: Readonly<Record<Interpretation, string>> = {
  N: 'Normal',
  H: 'High',
  L: 'Low',
  HH: 'Critical high',
  LL: 'Critical low',
  U: 'Significant change up',
  D: 'Significant change down',
  '>': 'Off scale high',
  '<': 'Off scale low',
};
