import type { OpLine } from '../../history/lines.ts';
import type {
  AlertsFact,
  AttemptFact,
  DemandFact,
  DueFact,
  FoundFact,
  ItemLifeFact,
  MessageFact,
  NotDueFact,
  OrderFact,
  OrderShownFact,
  NoticesFact,
  PermissionFact,
  PermissionShownFact,
  PrivacyFact,
  ReadFact,
  StrayFact,
  TraceFact,
  TrackerActFact,
  TrackerFact,
  VolumeFact,
} from '../facts.ts';
import type { AuditFact, TrailFact } from '../audit/audit-fact.ts';
import type { Report } from '../finding.ts';

/** Where one requirement puts what it finds. */
export interface Out {
  /** Counts one more that was met, if enough like it are kept already. False: it must be reported in full. */
  met(lane: string, polarity: Report['polarity']): boolean;
  report(report: Report): void;
  may(lane: string, why?: 'too-many-states'): void;
}

/**
 * What a judge has gathered of its share of a history, and says of all that was gathered when everything is known.
 * What it gathers is plain data: it may come from another thread.
 */
export interface Gathering {
  gathered(): unknown;
  /** One for all that patients' facts have added to it, as it grows: what adds nothing to these names changes nothing. */
  readonly names: ReadonlySet<string>;
  /** `all`: what it and its likes have gathered, each of a share of its own. */
  finish(all: readonly unknown[], out: Out): void;
}

/**
 * One requirement (or tight family) as a judge of facts. It looks at the kinds of fact it is about
 * and reports findings; it holds no state but what it gathers.
 */
export interface Judge {
  readonly id: string;
  attempt?(fact: AttemptFact, out: Out): void;
  trace?(fact: TraceFact, out: Out): void;
  demand?(fact: DemandFact, out: Out): void;
  due?(fact: DueFact, out: Out): void;
  notDue?(fact: NotDueFact, out: Out): void;
  trackers?(fact: TrackerFact, out: Out): void;
  pick?(fact: TrackerActFact, out: Out): void;
  stray?(fact: StrayFact, out: Out): void;
  life?(fact: ItemLifeFact, out: Out): void;
  privacy?(fact: PrivacyFact, out: Out): void;
  found?(fact: FoundFact, out: Out): void;
  volume?(fact: VolumeFact, out: Out): void;
  order?(fact: OrderFact, out: Out): void;
  orderShown?(fact: OrderShownFact, out: Out): void;
  permission?(fact: PermissionFact, out: Out): void;
  permissionShown?(fact: PermissionShownFact, out: Out): void;
  read?(fact: ReadFact, out: Out): void;
  message?(fact: MessageFact, out: Out): void;
  alerts?(fact: AlertsFact, out: Out): void;
  notices?(fact: NoticesFact, out: Out): void;
  audit?(fact: AuditFact, out: Out): void;
  trail?(fact: TrailFact, out: Out): void;
  /** Every operation, as it comes. */
  answer?(op: OpLine, out: Out): void;
  /** What only all patients together show. */
  readonly gathering?: Gathering;
}

/**
 * A gathering of one type. `own`: what this judge gathers, as plain data that it fills. `names`: see Gathering; none
 * are needed where it gathers from operations alone.
 */
export const gathering = <G>(
  own: G,
  finish: (all: readonly G[], out: Out) => void,
  names: ReadonlySet<string> = new Set(),
): Gathering => ({
  gathered: () => own,
  names,
  // Judges of one name gather one type, wherever they do it.
  finish: (all, out) => finish(all as readonly G[], out),
});
