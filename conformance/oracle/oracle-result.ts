import type { EndLine, RunLine } from '../history/lines.ts';
import { Ledger, type LedgerPart } from './ledger.ts';
import { Panel } from './panel.ts';
import type { DelaySample } from './sight/delay-samples.ts';

/** Numbers of one lane, counted and not judged. */
export interface LaneNumbers {
  ops: number;
  readings: number;
  refused: number;
  items: number;
}

/** What one oracle found of its share of a history. Plain data: it may go from thread to thread. */
export interface OraclePart {
  readonly run: RunLine;
  readonly end: EndLine | undefined;
  readonly ledger: LedgerPart;
  readonly lanes: ReadonlyMap<string, LaneNumbers>;
  readonly virtualTime: boolean;
  readonly errors: ReadonlyMap<string, string>;
  /** By judge, what only all patients together will show. */
  readonly gathered: ReadonlyMap<string, unknown>;
  /** How long the items took that had to come, in no order. */
  readonly delays: readonly DelaySample[];
}

export interface OracleResult {
  readonly run: RunLine;
  readonly end: EndLine | undefined;
  readonly ledger: Ledger;
  readonly lanes: ReadonlyMap<string, LaneNumbers>;
  readonly virtualTime: boolean;
  /** Requirements whose judge threw, with what it threw: our own fault, and nobody else's verdict. */
  readonly errors: ReadonlyMap<string, string>;
}

const NO_NUMBERS: LaneNumbers = { ops: 0, readings: 0, refused: 0, items: 0 };

const lanesOf = (parts: readonly OraclePart[]): Map<string, LaneNumbers> => {
  const lanes = new Map<string, LaneNumbers>();
  for (const part of parts)
    for (const [name, { ops, readings, refused, items }] of part.lanes) {
      const sum = lanes.get(name) ?? NO_NUMBERS;
      lanes.set(name, {
        ops: sum.ops + ops,
        readings: sum.readings + readings,
        refused: sum.refused + refused,
        items: sum.items + items,
      });
    }
  return lanes;
};

/**
 * What the oracles of all shares of one history found together: what one oracle of all of it would have found, as long
 * as none of its judges threw. `parts`: at least one.
 */
export const resultOf = (parts: readonly [OraclePart, ...OraclePart[]]): OracleResult => {
  const [{ run, end }] = parts;
  const ledger = Ledger.of(parts.map((part) => part.ledger));
  const panel = new Panel(ledger, new Map(parts.flatMap((part) => [...part.errors])));
  panel.finish(parts.map((part) => part.gathered));
  const virtualTime = parts.some((part) => part.virtualTime);
  return { run, end, ledger, lanes: lanesOf(parts), virtualTime, errors: panel.errors };
};
