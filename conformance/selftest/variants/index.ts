import type { Variant } from '../variant.ts';
import { answerVariants } from './answers.ts';
import { contentVariants } from './content.ts';
import { paceVariants } from './pace.ts';
import { pagingVariants } from './paging.ts';
import { policyVariants } from './policies.ts';
import { restartVariants } from './restarts.ts';
import { tellingVariants } from './telling.ts';

/** Systems that do otherwise what the contract leaves free; nothing may fail of them. */
export const variants: readonly Variant[] = [
  ...policyVariants,
  ...pagingVariants,
  ...paceVariants,
  ...answerVariants,
  ...contentVariants,
  ...restartVariants,
  ...tellingVariants,
];
