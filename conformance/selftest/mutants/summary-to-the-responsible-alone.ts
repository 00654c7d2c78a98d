import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const summaryToTheResponsibleAlone: Mutant = {
  name: 'summary-to-the-responsible-alone',
  defect: 'a summary goes to the responsible clinician though its rule names somebody else',
  requirement: 'ALR-24',
  collaborators: {
    summaryAt: (...args) => {
      const due = collaborators.summaryAt(...args);
      if (due === undefined) return due;
      const { order } = due.version;
      const rules = order.rules.map((rule) => {
        if (rule.kind !== 'summary') return rule;
        const { recipient: _, ...rest } = rule;
        return rest;
      });
      return { ...due, version: { ...due.version, order: { ...order, rules } } };
    },
  },
};
