import { gate } from './gate.ts';

export const RDG_09 = gate('RDG-09', ['control-solution']);
