import type { RefusalName } from '../../contract/codes/refusals.ts';
import type { Device, Identifier, InboxItem, Permission, Source } from '../../contract/domain/index.ts';
import type { Call } from './calls.test-helper.ts';
import type { Choose } from './choices.test-helper.ts';
import type { Instant } from './instant.test-helper.ts';
import type { Filed, Readings } from './readings.test-helper.ts';
import type { Absences } from './route.test-helper.ts';
import type { Schedule } from './schedule.test-helper.ts';
import type { Story } from './story.test-helper.ts';
import type { OrderFile, Version } from './versions.test-helper.ts';

/** One In Basket item, from its raising on. */
export interface Item {
  readonly slot: string;
  readonly file: OrderFile;
  readonly rule: 'limits' | 'data-quality' | 'change' | 'repeated' | 'missing' | 'escalation' | 'summary';
  /** What its reading is called; of a change, the directions may become more or fewer while it stands. */
  call: Call | undefined;
  /** The version that it was raised under. */
  readonly version: Version;
  /** The reading that it is about. */
  readonly reading?: Filed;
  /** Of limits and change: the readings that call for it now. Repeated: those it has consumed. */
  members: Filed[];
  /** Effective time of its first reading when it was raised. */
  readonly anchor: Instant;
  readonly recipient: Identifier;
  readonly routedAs: NonNullable<InboxItem['routedAs']>;
  readonly created: Instant;
  readonly late?: boolean;
  readonly copyOf?: Item;
  readonly step?: number;
  readonly content?: string;
  status: InboxItem['status'];
  /** What happened to it after its raising. */
  readonly story: {
    readonly at: Instant;
    readonly what: 'updated' | 'seen' | 'done' | 'withdrawn';
    readonly why?: string;
  }[];
}

/** What the system says to one operation. `stored`: it may as well answer with what is there and write nothing. */
export interface Told {
  readonly accept: boolean;
  readonly replay: boolean;
  readonly refusal?: RefusalName;
  readonly stored?: boolean;
}

/** Who is responsible and who is away. */
export interface Desk {
  readonly orders: ReadonlyMap<string, OrderFile>;
  readonly absences: Absences;
}

/** One possible course of events, as far as it has gone. */
export interface World {
  readonly story: Story;
  readonly choose: Choose;
  readonly schedule: Schedule;
  /** Cells of time in which something may differ; sorted. */
  readonly cells: readonly Instant[];
  now: Instant;
  /** Until when what is called for now was raised at the latest, if it was never seen. */
  until: Instant;
  /** Up to when what falls due by time has been done. */
  ticked: Instant;
  /** How many steps of the schedule have been begun. */
  steps: number;
  readonly orders: Map<string, OrderFile>;
  readonly absences: Map<string, NonNullable<ReturnType<Absences['get']>>>;
  readonly permissions: Map<string, Permission>;
  readonly sources: Map<string, Source>;
  readonly phones: Device[];
  /** Picked or disconnected, by order. */
  readonly trackers: Map<string, 'picked' | 'disconnected'>;
  readonly readings: Readings;
  readonly items: Item[];
  /** The open item about missing data, by order. */
  readonly gaps: Map<string, Item>;
  readonly told: Map<number, Told>;
  /** Units whose outcome was another than the system's, and sights of what was not there. */
  readonly odd: Set<string>;
  /** Copies that somebody acted on before they were there: nobody does, so they come as they were left. */
  readonly early: Map<string, 'seen' | 'done'>;
  /** Rules and gates that decided something. */
  readonly tags: Set<string>;
}
