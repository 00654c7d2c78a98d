import type { ParkedAlert, WaitingAlert } from './alert.ts';
import { StoreUnavailable } from '../store/unavailable.ts';
import type { Database } from '../store/database.ts';
import type { AlertTable } from './table.ts';

/** Alerts that wait to be sent to another system, oldest first. What is told of one is durable when it resolves. */
export interface AlertOutbox {
  /** The oldest that was noted after this number; 0: of all. */
  next(afterSeq: number): WaitingAlert | undefined;
  /** Resolves once nothing that `next` has given can be taken away by a power cut; undefined: nothing can. */
  whenKept(): Promise<void> | undefined;
  /** It was acknowledged. */
  sent(alert: WaitingAlert): Promise<void>;
  /** The other side is in trouble and wants it again. */
  again(alert: WaitingAlert): Promise<void>;
  /** The other side will never take it: it is kept, with the reason, and sent no more. */
  park(alert: WaitingAlert, why: string): Promise<void>;
  /** What the other side never took, oldest first, for whoever looks into it. */
  parked(): readonly ParkedAlert[];
  /** It is sent once more, behind all that waits. False: none of this number is parked. */
  unpark(seq: number): Promise<boolean>;
  /** Called after each commit that noted alerts. One listener. */
  onNoted(listen: () => void): void;
  /** `lost`: let go since the start because too many waited. */
  counts(): { readonly waiting: number; readonly parked: number; readonly lost: number };
}

/** What {@link createAlertOutbox} gives: the outbox, and what tells it of the store. */
export interface WiredOutbox {
  readonly outbox: AlertOutbox;
  committed(): void;
  lost(): void;
}

/** While another process that shares the database sends, nothing waits here. `write` runs a unit of work in a transaction and resolves after its commit. */
export const createAlertOutbox = (
  table: AlertTable,
  { leads, whenKept }: Pick<Database, 'leads' | 'whenKept'>,
  write: (work: () => void) => Promise<void>,
): WiredOutbox => {
  let listener: () => void = () => {};
  let lost = 0;
  return {
    committed: () => listener(),
    lost: () => {
      lost += 1;
    },
    outbox: {
      next: (afterSeq) => {
        try {
          return leads() ? table.next(afterSeq) : undefined;
        } catch (error) {
          // What cannot be read now is asked for again with the next commit.
          if (error instanceof StoreUnavailable) return undefined;
          throw error;
        }
      },
      whenKept,
      sent: ({ seq }) => write(() => table.remove(seq)),
      again: ({ seq }) => write(() => table.again(seq)),
      park: ({ seq }, why) => write(() => table.park(seq, why)),
      parked: () => table.parked(),
      unpark: async (seq) => {
        let isThere = false;
        await write(() => {
          isThere = table.unpark(seq);
        });
        return isThere;
      },
      onNoted: (listen) => {
        listener = listen;
      },
      counts: () => ({ ...table.counts(), lost }),
    },
  };
};
