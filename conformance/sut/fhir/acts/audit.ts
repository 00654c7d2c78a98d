import { decodeAuditEvent } from '../../../../contract/wire/fhir/audit-event.ts';
import { findReference } from '../context.ts';
import { readAll } from '../read-all.ts';
import { query } from '../session.ts';
import type { FhirAct } from './fhir-act.ts';

const PAGE_SIZE = '200';

export const readAudit: FhirAct<'audit.read'> = async (context, { patient }, actor) => {
  const reference = (await findReference(context, 'Patient', patient)) ?? context.book.referenceTo('Patient', patient);
  const path = query('AuditEvent', { patient: reference, _count: PAGE_SIZE });
  const { performed, values } = await readAll(context, path, actor, decodeAuditEvent);
  return { ...performed, output: { audit: values } };
};
