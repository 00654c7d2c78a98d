import { REFUSAL_SYSTEM } from '../../../contract/wire/fhir/outcome.ts';
import type { Outcome } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import { PAGE } from './query.ts';
import { patientOf } from './patient-parameter.ts';
import { found } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { stop } from './surface-refusal.ts';

const search = async (context: Context): Promise<Outcome<Reply>> => {
  const { query, pipeline, caller } = context;
  const patient = patientOf(context, 'patient');
  if (patient === 'nobody') return found(context, 'AuditEvent', []);
  const subtype = query.token('subtype');
  if (subtype !== undefined && subtype.system !== REFUSAL_SYSTEM) {
    stop('unsupported-parameter', undefined, `subtype: only ${REFUSAL_SYSTEM}`);
  }
  const page = pipeline.audit.search(
    caller,
    compact({ patient, refusal: subtype?.value, count: query.count, page: query.page }),
  );
  return page.ok ? found(context, 'AuditEvent', page.value.entries, page.value.next) : page;
};

/** The audit trail; nobody writes it from outside. */
export const AUDIT_EVENTS: readonly Route[] = [
  {
    name: 'AuditEvent.search',
    method: 'GET',
    path: '/AuditEvent',
    roles: ['auditor'],
    parameters: [
      { name: 'patient', type: 'reference' },
      { name: 'subtype', type: 'token' },
      { name: '_count', type: 'special' },
      { name: PAGE, type: 'special' },
    ],
    subject: 'access',
    handle: search,
  },
];
