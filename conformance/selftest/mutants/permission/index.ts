import type { Mutant } from '../../mutant.ts';
import { anyGatewayForAnybody } from './any-gateway-for-anybody.ts';
import { grantedAgainInVain } from './granted-again-in-vain.ts';
import { permissionOfAnyType } from './permission-of-any-type.ts';
import { refusedAndKept } from './refused-and-kept.ts';
import { withdrawalErases } from './withdrawal-erases.ts';

/** Defects of permission. */
export const permissionMutants: readonly Mutant[] = [
  anyGatewayForAnybody,
  grantedAgainInVain,
  permissionOfAnyType,
  refusedAndKept,
  withdrawalErases,
];
