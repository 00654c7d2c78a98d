import type { Seams } from '../../../reference-impl/seams.ts';
import type { Deliver } from '../../../reference-impl/subscriptions/subscription.ts';

/** Changes how subscribers are told. */
export const notifying = (change: (deliver: Deliver) => Deliver): Seams => ({
  pipeline: (p) => ({
    ...p,
    subscriptions: { ...p.subscriptions, serve: (deliver) => p.subscriptions.serve(change(deliver)) },
  }),
});
