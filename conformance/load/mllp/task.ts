import type { LoadParameters } from '../../../simulator/load/parameters.ts';
import type { ArrivalStage } from '../arrival.ts';

/** What a sender of messages is given. */
export interface MllpTask {
  readonly parameters: LoadParameters;
  readonly channel: number;
  readonly stages: readonly ArrivalStage[];
  readonly host: string;
  readonly port: number;
  readonly sendingApplication: string;
  readonly receivingApplication: string;
  readonly facility: string;
  readonly namespaces: Readonly<Record<string, string>>;
  /** Persistent connections; one message is on its way on each. */
  readonly connections: number;
  readonly timeoutMs: number;
  /** What is answered later than this has kept its connection, ms. */
  readonly slowMs: number;
}

/** What it tells: lines as k6 writes them, and then how late the harness itself was with them (Slips.most), ns. */
export type ToldByMllp = { readonly lines: readonly string[] } | { readonly slipNs: number };
