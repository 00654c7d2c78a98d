import { gate } from './gate.ts';

export const RDG_13 = gate('RDG-13', ['future']);
