import { gate } from './gate.ts';

export const PRM_02 = gate('PRM-02', ['other-type-permitted']);
