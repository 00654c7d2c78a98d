import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { NotedAlert, ParkedAlert, WaitingAlert } from './alert.ts';
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
  /**
   * They are sent once more, in the order in which they were noted and behind all that waits; then how an item stands by
   * now, where it has moved on. False, and nothing is done: one of these numbers is not parked.
   */
  unpark(seqs: readonly number[]): Promise<boolean>;
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

/** What an alert says but for what people do with its item. */
const toldOf = ({ item }: NotedAlert): string => JSON.stringify({ ...item, version: 0, status: 'new', history: [] });

/**
 * What has to be told of an item behind an alert that is sent once more: whatever came after it was told before, and the other
 * system would take the item for what it no longer is. Nothing where only people have acted on it since, of which it is not told.
 */
const toFollow = (again: NotedAlert, now: NotedAlert | undefined): NotedAlert | undefined => {
  if (now === undefined || now.phase === 'start') return undefined;
  return now.phase === again.phase && toldOf(now) === toldOf(again) ? undefined : now;
};

/**
 * While another process that shares the database sends, nothing waits here. `standing`: how an item stands now. `write` runs a unit of work in a transaction and resolves after its
 * commit.
 */
export const createAlertOutbox = (
  table: AlertTable,
  { leads, whenKept }: Pick<Database, 'leads' | 'whenKept'>,
  standing: (item: Identifier) => NotedAlert | undefined,
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
      unpark: async (seqs) => {
        let areThere = false;
        await write(() => {
          const wanted = table.parked().filter(({ seq }) => seqs.includes(seq));
          areThere = wanted.length === new Set(seqs).size;
          if (!areThere) return;
          for (const { seq } of wanted) table.unpark(seq);
          const latest = new Map(wanted.map((alert) => [keyOf(alert.item.identifier), alert]));
          for (const alert of latest.values()) {
            const next = toFollow(alert, standing(alert.item.identifier));
            if (next !== undefined && !table.note(next)) lost += 1;
          }
        });
        return areThere;
      },
      onNoted: (listen) => {
        listener = listen;
      },
      counts: () => ({ ...table.counts(), lost }),
    },
  };
};
