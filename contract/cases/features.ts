import type { Order, RuleKind } from '../domain/index.ts';
import type { CaseAct, WorkedCase } from './worked-case.ts';

/** What a case asks of whoever plays it, beside orders, permissions, readings and limits. */
export type Feature =
  | `rule ${Exclude<RuleKind, 'change'>}`
  | 'absolute limits'
  | 'meal context'
  | 'correction'
  | 'erasure'
  | 'preliminary'
  | 'message'
  | 'transaction'
  | 'batch'
  | 'defect on the wire'
  | 'coverage'
  | 'portal'
  | 'sources'
  | 'acts on items'
  | 'time that passes'
  | 'conditional create'
  | 'policy store-apart'
  | 'policy quarantine'
  | 'other policy';

const ofOrder = ({ limits, rules }: Order): readonly Feature[] => [
  ...rules.flatMap((rule): Feature[] => (rule.kind === 'change' ? [] : [`rule ${rule.kind}`])),
  ...limits.flatMap((l): Feature[] => (l.tier === 'absolute' ? ['absolute limits'] : [])),
  ...limits.flatMap((l): Feature[] => (l.context === undefined ? [] : ['meal context'])),
];

const ofReading = (act: Extract<CaseAct, { readonly op: 'reading.submit' }>): readonly Feature[] => [
  ...(act.reading.status === 'corrected' ? (['correction'] as const) : []),
  ...(act.reading.status === 'entered-in-error' ? (['erasure'] as const) : []),
  ...(act.reading.status === 'preliminary' ? (['preliminary'] as const) : []),
  ...(act.bundle === undefined ? [] : [act.bundle.kind]),
  ...(act.defect === undefined ? [] : (['defect on the wire'] as const)),
];

const ofAct = (act: CaseAct): readonly Feature[] => {
  switch (act.op) {
    case 'order.submit':
    case 'order.change':
      return ofOrder(act.order);
    case 'reading.submit':
      return ofReading(act);
    case 'coverage.set':
      return ['coverage'];
    case 'item.act':
      return ['acts on items'];
    case 'clock.pass':
      return ['time that passes'];
    default:
      return [];
  }
};

const ofPolicies = ({ control, future, duplicates, ...others }: WorkedCase['policies']): readonly Feature[] => [
  ...(control === 'store-apart' ? (['policy store-apart'] as const) : []),
  ...(future === 'quarantine' ? (['policy quarantine'] as const) : []),
  ...(duplicates === 'conditional-create' ? (['conditional create'] as const) : []),
  ...(Object.keys(others).length > 0 ? (['other policy'] as const) : []),
];

/** Derived from what the case does, so that whoever lacks something can say which cases it cannot play, and why. */
export const featuresOf = (worked: WorkedCase): ReadonlySet<Feature> =>
  new Set([
    ...worked.acts.flatMap(ofAct),
    ...ofPolicies(worked.policies),
    ...(worked.portal ? (['portal'] as const) : []),
    ...(worked.sources ? (['sources'] as const) : []),
  ]);
