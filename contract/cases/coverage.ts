import { ADMISSION } from './coverage/admission.ts';
import { LIFE_CYCLES } from './coverage/life-cycles.ts';
import { PAIRS } from './coverage/pairs.ts';
import { POLICIES } from './coverage/policies.ts';
import { RULES } from './coverage/rules.ts';

/**
 * Everything of the contract that a worked case must show: rows of the rules, gates and refusals, edges of the
 * life cycles, values of the policies, pairs of clauses that meet. By name, with a few words on what it is. Closed: a
 * case names nothing else under `covers`, and every name here has a case (a test holds both).
 */
export const COVERAGE: Readonly<Record<string, string>> = {
  ...RULES,
  ...ADMISSION,
  ...LIFE_CYCLES,
  ...POLICIES,
  ...PAIRS,
};
