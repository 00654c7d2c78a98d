import type { Order, Rule } from '../../../contract/domain/index.ts';

type Bounds = Pick<Order, 'limits' | 'rules'>;

/** Two rules of a kind are one and the same from one version to the next by what this says. */
const ruleName = (rule: Rule): string => {
  if (rule.kind === 'escalation') return `escalation, step ${rule.step}`;
  if (rule.kind === 'change') return `change, ${rule.direction} in ${rule.window.value} ${rule.window.unit}`;
  return rule.kind;
};

const namesOf = ({ limits, rules }: Bounds): readonly string[] => [
  ...limits.flatMap(({ tier, context, low, high }) =>
    [low === undefined ? [] : ['low'], high === undefined ? [] : ['high']]
      .flat()
      .map((side) => `${tier} ${side}${context === undefined ? '' : `, ${context}`}`),
  ),
  ...rules.map(ruleName),
];

/** Limits and rules of the version before that a change does not repeat, in words (contract: Life cycles). */
export const leftOut = (before: Bounds, next: Bounds): readonly string[] => {
  const stated = new Set(namesOf(next));
  return namesOf(before).filter((name) => !stated.has(name));
};
