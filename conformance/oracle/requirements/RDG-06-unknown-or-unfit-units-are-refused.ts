import { gate } from './gate.ts';

export const RDG_06 = gate('RDG-06', ['unknown-unit', 'unit-mismatch', 'unknown-code', 'bad-number']);
