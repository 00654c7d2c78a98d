import type { UnitCode } from '../../../contract/domain/index.ts';
import type { Content } from '../course/filing.ts';
import type { OrderRecord } from '../orders/order-record.ts';
import type { Evaluation } from '../rules/evaluation.ts';
import type { Span } from '../time/span.ts';
import type { Tri } from '../time/span.ts';
import type { SummaryFigures } from '../waiting/summary.ts';
import type { Withdrawal } from './demand.ts';
import type { Stretch } from './recipients.ts';

/** What a demand that falls due by itself is about. */
export type DueSubject =
  | { readonly family: 'missing' }
  /** A copy of the critical item about a reading; its keys. */
  | {
      readonly family: 'escalation';
      readonly step: number;
      readonly readings: ReadonlySet<string>;
      /** What the reading can say. */
      readonly contents: readonly Content[];
      /** What its limits made of the reading. */
      readonly evaluations: readonly Evaluation[];
    }
  | {
      readonly family: 'summary';
      readonly start: bigint;
      readonly end: bigint;
      readonly figures: readonly SummaryFigures[];
      /** Units of the versions that it can be made by. */
      readonly units: readonly UnitCode[];
    };

/** An item that a rule demands by the clock: on missing data, an escalated copy, a summary. */
export interface DueDemand {
  readonly level: 'must' | 'may';
  readonly order: OrderRecord;
  readonly subject: DueSubject;
  /** When it falls due, by the SUT's clock. */
  readonly due: Span;
  /** When it is to be raised, by the SUT's clock: as it falls due, or when what was past already begins to count. */
  readonly opens: Span;
  /** Monotonic stretch in which that is reached, or something made it past. */
  readonly raised: Stretch;
  /** Time alone brought it about, and the SUT's clock was advanced. */
  readonly virtual: boolean;
  readonly recipients: ReadonlySet<string>;
  /** Keys of whom the order names for it, whether away or not. */
  readonly named: ReadonlySet<string>;
  readonly late: Tri | undefined;
  readonly withdrawal: Withdrawal;
  readonly why: string;
}
