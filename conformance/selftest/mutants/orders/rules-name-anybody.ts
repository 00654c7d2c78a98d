import type { Mutant } from '../../mutant.ts';

export const rulesNameAnybody: Mutant = {
  name: 'rules-name-anybody',
  defect:
    'an order is taken whose rules send items to somebody whom nobody knows; the responsible person gets them instead',
  requirement: 'ORD-19',
  seams: {
    pipeline: (pipeline) => ({
      ...pipeline,
      orders: {
        ...pipeline.orders,
        submit: async (caller, order) => {
          const done = await pipeline.orders.submit(caller, order);
          if (done.ok || done.refusal.code !== 'recipient-unknown') return done;
          const rules = order.rules.map((rule) =>
            rule.kind === 'escalation' || rule.kind === 'summary' ? { ...rule, recipient: order.responsible } : rule,
          );
          return pipeline.orders.submit(caller, { ...order, rules });
        },
      },
    }),
  },
};
