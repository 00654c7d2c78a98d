import { gate } from './gate.ts';

export const RDG_05 = gate('RDG-05', ['no-offset']);
