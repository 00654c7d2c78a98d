import type { Seams } from '../../../reference-impl/seams.ts';
import type { AlertOutbox } from '../../../reference-impl/alerts/outbox.ts';

/** Changes what waits to be told to another system, or what becomes of it. */
export const toldAlerts = (change: (outbox: AlertOutbox) => AlertOutbox): Seams => ({
  pipeline: (p) => (p.alerts === undefined ? p : { ...p, alerts: change(p.alerts) }),
});
