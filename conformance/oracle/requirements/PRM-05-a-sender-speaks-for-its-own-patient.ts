import { gate } from './gate.ts';

export const PRM_05 = gate('PRM-05', ['other-patient', 'unknown-patient']);
