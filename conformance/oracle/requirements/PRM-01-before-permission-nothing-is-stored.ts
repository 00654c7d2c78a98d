import { gate } from './gate.ts';
import type { Judge } from './judge.ts';
import { permissionTaken } from './permission-taken.ts';

/** PRM-01: and a grant is taken, or nothing could ever be stored. */
export const PRM_01: Judge = {
  ...gate('PRM-01', ['never-permitted']),
  permission(fact, out) {
    if (fact.op.act.permission.status === 'granted') permissionTaken(fact, out);
  },
};
