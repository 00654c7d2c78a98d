import type { AuditEvent } from '../../contract/domain/audit-event.ts';

/** Which events go into the audit trail: all of them, refusals like successes. */
export const keepsAudit = (_event: AuditEvent): boolean => true;
