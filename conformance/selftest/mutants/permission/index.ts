import type { Mutant } from '../../mutant.ts';
import { anyGatewayForAnybody } from './any-gateway-for-anybody.ts';
import { firstDataShownAsTheLast } from './first-data-shown-as-the-last.ts';
import { grantedAgainInVain } from './granted-again-in-vain.ts';
import { permissionOfAnyType } from './permission-of-any-type.ts';
import { refusedAndKept } from './refused-and-kept.ts';
import { silenceShownAsDenied } from './silence-shown-as-denied.ts';
import { silenceShownAsWithdrawn } from './silence-shown-as-withdrawn.ts';
import { withdrawalErases } from './withdrawal-erases.ts';

/** Defects of permission. */
export const permissionMutants: readonly Mutant[] = [
  anyGatewayForAnybody,
  firstDataShownAsTheLast,
  grantedAgainInVain,
  permissionOfAnyType,
  refusedAndKept,
  silenceShownAsDenied,
  silenceShownAsWithdrawn,
  withdrawalErases,
];
