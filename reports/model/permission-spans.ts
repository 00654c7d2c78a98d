import type { OpLine } from '../../conformance/history/lines.ts';
import { parseInstant } from './instant.ts';
import type { Shade } from './series.ts';

/** The times without permission, by the instants at which the patient decided. Before the first decision there is none. */
export function permissionSpans(ops: readonly OpLine[]): readonly Shade[] {
  const decisions = ops
    .flatMap((op) => {
      if (op.act.op !== 'permission.set' || op.outcome === 'refused') return [];
      const at = parseInstant(op.act.permission.at);
      return at === undefined ? [] : [{ ms: at.ms, granted: op.act.permission.status === 'granted' }];
    })
    .sort((a, b) => a.ms - b.ms);
  const spans: Shade[] = [];
  let closedSince: number | undefined = -Infinity;
  for (const { ms, granted } of decisions) {
    if (granted && closedSince !== undefined) {
      spans.push({ kind: 'no-permission', from: closedSince, to: ms });
      closedSince = undefined;
    } else if (!granted) closedSince ??= ms;
  }
  return closedSince === undefined ? spans : [...spans, { kind: 'no-permission', from: closedSince, to: Infinity }];
}
