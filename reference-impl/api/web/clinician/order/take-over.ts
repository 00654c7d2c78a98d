import type { Guideline } from '../../../../guidance/guidelines.ts';
import { CHANGES, type Entered, INTERVALS } from './fields.ts';

/**
 * What was entered, with a guideline's limits and changes in place of those: what a clinician asked for by a button, and
 * signs or not. The rest stays as it was, but for bounds of what is implausible in another unit: 600 mg/dL are not 600 mmol/L.
 */
export const takenOver = (entered: Entered, { measure, unit, limits, rules }: Guideline): Entered => {
  const fields = new Map<string, string>([['unit', unit]]);
  const isOfUnit = entered('unit') === unit;
  for (const { name, tier, context } of INTERVALS[measure]) {
    const interval = limits.find((one) => one.tier === tier && one.context === context);
    if (tier === 'absolute' && interval === undefined && isOfUnit) continue;
    fields.set(`${name}-low`, interval?.low ?? '');
    fields.set(`${name}-high`, interval?.high ?? '');
    fields.set(`${name}-inclusive`, interval?.inclusive ?? '');
  }
  for (const [i, name] of CHANGES.entries()) {
    const rule = rules[i];
    fields.set(`${name}-direction`, rule?.direction ?? 'gain');
    fields.set(`${name}-amount`, rule?.amount.value ?? '');
    fields.set(`${name}-days`, rule === undefined ? '' : String(rule.window.value));
  }
  return (field) => fields.get(field) ?? entered(field);
};
