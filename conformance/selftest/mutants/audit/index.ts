import type { Mutant } from '../../mutant.ts';
import { itemsNotAudited } from './items-not-audited.ts';
import { messagesNotAudited } from './messages-not-audited.ts';
import { ordersNotAudited } from './orders-not-audited.ts';
import { permissionsNotAudited } from './permissions-not-audited.ts';
import { readingsNotAudited } from './readings-not-audited.ts';
import { refusalsShownAsDone } from './refusals-shown-as-done.ts';
import { trailOfSomethingElse } from './trail-of-something-else.ts';

/** Defects of audit. */
export const auditMutants: readonly Mutant[] = [
  itemsNotAudited,
  messagesNotAudited,
  ordersNotAudited,
  permissionsNotAudited,
  readingsNotAudited,
  refusalsShownAsDone,
  trailOfSomethingElse,
];
