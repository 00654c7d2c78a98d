import type { InboxItem } from '../../../contract/domain/index.ts';
import type { ReadingRule } from '../course/item.ts';

/** The rule behind an item. */
export type Family = ReadingRule | 'missing' | 'escalation' | 'summary';

const FAMILIES: readonly string[] = ['limits', 'data-quality', 'change', 'repeated', 'missing', 'summary'];

const BY_KIND: Readonly<Record<InboxItem['kind'], Family>> = {
  critical: 'limits',
  abnormal: 'limits',
  change: 'change',
  missing: 'missing',
  'data-quality': 'data-quality',
  summary: 'summary',
};

/** Which rule an item belongs to: an escalated copy to its step, else the rule it names, else by its kind. Undefined: a rule there is none of. */
export const familyOf = ({ rule, kind, routedAs, step }: InboxItem): Family | undefined => {
  if (routedAs === 'escalated' || step !== undefined) return 'escalation';
  if (rule === undefined) return BY_KIND[kind];
  return FAMILIES.includes(rule) ? (rule as Family) : undefined;
};
