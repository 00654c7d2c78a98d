import type { OpLine } from '../../history/lines.ts';
import type {
  AttemptFact,
  DemandFact,
  DueFact,
  FoundFact,
  ItemLifeFact,
  MessageFact,
  NotDueFact,
  OrderFact,
  PermissionFact,
  PrivacyFact,
  ReadFact,
  StrayFact,
  TraceFact,
  TrackerActFact,
  TrackerFact,
} from '../facts.ts';
import type { AuditFact } from '../audit/audit-fact.ts';
import type { Report } from '../finding.ts';

/** Where one requirement puts what it finds. */
export interface Out {
  /** Counts one more that was met, if enough like it are kept already. False: it must be reported in full. */
  met(lane: string, polarity: Report['polarity']): boolean;
  report(report: Report): void;
  may(lane: string, why?: 'too-many-states'): void;
}

/**
 * One requirement (or tight family) as a judge of facts. It looks at the kinds of fact it is about
 * and reports findings; it holds no state but what `finish` needs.
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
  order?(fact: OrderFact, out: Out): void;
  permission?(fact: PermissionFact, out: Out): void;
  read?(fact: ReadFact, out: Out): void;
  message?(fact: MessageFact, out: Out): void;
  audit?(fact: AuditFact, out: Out): void;
  /** Every operation, as it comes. */
  answer?(op: OpLine, out: Out): void;
  finish?(out: Out): void;
}
