import type { InboxItem } from '../../../contract/domain/index.ts';
import type { Family } from '../rules/evaluation.ts';

/** Which rule family an item belongs to: by the rule it names, else by its kind. Undefined: a rule this oracle does not evaluate. */
export const familyOf = (item: InboxItem): Family | undefined => {
  if (item.rule === 'limits' || item.rule === 'change') return item.rule;
  if (item.rule !== undefined) return undefined;
  if (item.kind === 'change') return 'change';
  return item.kind === 'critical' || item.kind === 'abnormal' ? 'limits' : undefined;
};
