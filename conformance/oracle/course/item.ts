import type { Interpretation, ItemKind, WithdrawalReason } from '../../../contract/domain/index.ts';
import type { Tri } from '../time/span.ts';
import type { Content, SubmitOp } from './filing.ts';
import type { Moment } from './moment.ts';
import type { OrderVersion } from './version.ts';

/** The rules that raise an item for a reading. The others (missing, escalation, summary) go by time: see ../waiting. */
export type ReadingRule = 'limits' | 'data-quality' | 'change' | 'repeated';

/** One item that a reading raised in one course. Never changed, only replaced. */
export interface RaisedItem {
  readonly order: string;
  readonly rule: ReadingRule;
  /** First identifier of the reading it is about; of `repeated`, the last member. */
  readonly reading: string;
  readonly kind: ItemKind;
  readonly interpretation: readonly Interpretation[];
  /** Of `repeated` and of a digest: first identifiers, by effective time. */
  readonly members: readonly string[];
  /** Which raising of the same slot this is, from 1. */
  readonly nth: number;
  readonly version: OrderVersion;
  /** What its reading says: when it was raised, or as corrected since within the same kind and direction. */
  readonly content: Content;
  readonly raised: Moment;
  /** The attempt whose filing raised it. */
  readonly cause: SubmitOp;
  readonly late: Tri;
  /** Digest: effective time of its first reading, and where it lies, on both of which joining depends. */
  readonly digest: { readonly anchor: bigint; readonly recipient: string } | undefined;
  /** How often it was updated: by readings that joined, by corrections that changed neither kind nor direction. */
  readonly updates: number;
  /** Since when it is done, by a person's act. */
  readonly done: Moment | undefined;
  readonly seen: Moment | undefined;
  readonly withdrawn: Gone | undefined;
  /** It is done and stays, but its reading calls for it no more: then its copies go that nobody has finished. */
  readonly lost: Gone | undefined;
}

/** Why an item went, and when. */
export interface Gone {
  readonly reason: WithdrawalReason;
  readonly at: Moment;
}

const bare = (key: string): string => key.slice(key.indexOf('|') + 1);

/** Its name among all items (see ../expectations.ts); the same in every course. */
export const slotOf = ({ order, rule, reading, kind, interpretation, members }: RaisedItem): string => {
  const head = `${bare(order)} ${rule}`;
  if (rule === 'limits') return `${head} ${bare(reading)} ${kind} ${interpretation.join('+')}`;
  if (rule === 'repeated') return `${head} ${members.map(bare).join(',')} ${interpretation.join('+')}`;
  return `${head} ${bare(reading)}`;
};

export const standsOf = (item: RaisedItem): boolean => item.withdrawn === undefined;
