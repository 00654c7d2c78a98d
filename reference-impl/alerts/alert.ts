import type { InboxItem } from '../../contract/domain/inbox-item.ts';
import type { AlertPhase } from '../../contract/wire/hl7v2/alert-facets.ts';
import type { AlertBound } from '../../contract/wire/hl7v2/alert-rows.ts';

/** What happened to an item, as it is to be told to another system. It is noted with the item and never changes. */
export interface NotedAlert {
  readonly phase: AlertPhase;
  /** The item as it then was. */
  readonly item: InboxItem;
  readonly bound?: AlertBound;
}

/** A noted alert that waits for its acknowledgement. */
export interface WaitingAlert extends NotedAlert {
  /** The order in which they are sent. */
  readonly seq: number;
  /** When it was noted: system time, ms since the epoch. */
  readonly atMs: number;
  /** How often the other side has asked for it again. */
  readonly tries: number;
}

/** An alert that is not sent any more, and why. */
export interface ParkedAlert extends WaitingAlert {
  readonly why: string;
}

type Event = InboxItem['history'][number];

const phaseOfEvent = (status: Event['status'] | undefined): AlertPhase | undefined => {
  switch (status) {
    case 'new':
      return 'start';
    case 'updated':
      return 'update';
    case 'withdrawn':
      return 'end';
    default:
      return undefined;
  }
};

/** The phase of what was last done to an item; undefined where it is a person's act, of which no other system is told. */
export const phaseOf = ({ history }: InboxItem): AlertPhase | undefined => phaseOfEvent(history.at(-1)?.status);

/** The phase that an item is in, whatever people did with it since. */
export const standingPhaseOf = ({ history }: InboxItem): AlertPhase | undefined =>
  phaseOfEvent(history.findLast(({ status }) => phaseOfEvent(status) !== undefined)?.status);
