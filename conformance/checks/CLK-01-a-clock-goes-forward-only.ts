import { check } from './check.ts';

export const checkCLK01 = check({
  requirement: 'CLK-01',
  sentence: 'The test clock goes forward, and a step back is refused',
  factor: 'whether the instant lies ahead',
  bindings: ['fhir'],
  acts: [
    { at: 'd1 08:00', order: { measure: 'glucose', limits: { reference: { high: 180 } } } },
    { at: 'd1 10:00', clock: { to: '-1h' } },
    // Had the step back moved it, this one would lie ahead.
    { clock: { to: '-30min' } },
    { at: 'd1 11:00', clock: { to: '+1h' } },
  ],
});
