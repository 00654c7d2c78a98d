import type { Identifier } from '../../contract/domain/identifier.ts';
import type { OrderHistory } from '../orders/order-history.ts';
import type { versionInForce as VersionInForce } from '../orders/version-in-force.ts';

/** Whose In Basket an item goes to: the responsible one of the version in force when it is raised. */
export const route = (
  history: OrderHistory,
  nowMs: number,
  use: { readonly versionInForce: typeof VersionInForce },
): Identifier => (use.versionInForce(history.versions, nowMs) ?? history.versions[0]).order.responsible;
