import type { AuditEvent } from '../../contract/domain/audit-event.ts';
import type { RefusalName } from '../../contract/codes/refusals.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { isoOf } from '../clock/instant.ts';
import type { Deed } from '../context.ts';
import { actorOf } from '../people/access.ts';

/** The audit event of a deed. `recorded` is system time: an audit trail knows no virtual time. */
export const eventOf = (deed: Deed, atMs: number, refusal?: RefusalName): AuditEvent =>
  compact({
    recorded: isoOf(atMs),
    subject: deed.subject,
    action: deed.action,
    outcome: refusal === undefined ? ('ok' as const) : ('refused' as const),
    refusal,
    who: actorOf(deed.caller),
    patient: deed.patient,
    entity: deed.entity,
  });
