import { collaborators } from '../../../reference-impl/collaborators.ts';
import type { Mutant } from '../mutant.ts';

export const populationLimits: Mutant = {
  name: 'population-limits',
  defect: 'everybody is held to 70 to 180 mg/dL',
  requirement: 'ORD-03',
  also: ['LIM-01', 'LIM-03', 'LIM-04', 'ALR-03'],
  collaborators: {
    evaluateLimits: (reading, order, use) =>
      collaborators.evaluateLimits(
        reading,
        order.unit === 'mg/dL' ? { ...order, limits: [{ tier: 'reference', low: '70', high: '180' }] } : order,
        use,
      ),
  },
};
