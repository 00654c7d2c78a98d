import { SYSTEM } from '../../codes/canonical.ts';
import { findMeasureCode } from '../../codes/measures.ts';
import type { Measure } from '../../domain/measure.ts';
import type { Permission } from '../../domain/permission.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept, readCodings } from './concept.ts';
import { type Cursor, decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { readNewKey } from './identifier.ts';
import { fhirTime, readInstant } from './instant.ts';
import { head } from './meta.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';
import { refuseOthers } from './strict.ts';

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem';
const SCOPE_SYSTEM = `${TERMINOLOGY}/consentscope`;
const SHARING = 'patient-privacy';
/** The LOINC code that names a data type in a Consent. */
const TYPE_CODE: Readonly<Record<Measure, string>> = { glucose: '41653-7', weight: '29463-7' };

/** Consent for one data type: active = granted, inactive = withdrawn. */
export const encodePermission = (permission: Permission, ref: ReferenceTo, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'Consent',
  ...head(meta),
  identifier: [{ system: permission.identifier.system, value: permission.identifier.value }],
  status: permission.status === 'granted' ? 'active' : 'inactive',
  scope: concept(SCOPE_SYSTEM, SHARING),
  category: [concept(SYSTEM.loinc, '59284-0')],
  patient: referenceTo(ref, 'Patient', permission.patient),
  dateTime: fhirTime(permission.at),
  policyRule: concept(`${TERMINOLOGY}/v3-ActCode`, 'OPTIN'),
  provision: { type: 'permit', code: [concept(SYSTEM.loinc, TYPE_CODE[permission.measure])] },
});

/**
 * What a provision may hold. Anything else would narrow it (a period, a purpose, an exception), and passed over it would
 * be a wider grant than the patient gave. `actor` names the phone, as whose gateways send: who may send is no matter of it.
 */
const PROVISION: readonly string[] = ['type', 'code', 'actor'];

/** Who agrees to research or treatment, or states what is to be done at the end of life, has not shared readings. */
const refuseOtherScope = (scope: Cursor): void => {
  const code = codeIn(scope, SCOPE_SYSTEM);
  if (code !== undefined && code !== SHARING) fail('field-not-understood', scope.path, `expected ${SHARING}`);
};

/** A withdrawal takes all back, however it was narrowed: it is never refused for that. */
const readType = (provision: Cursor, isGrant: boolean): Measure => {
  provision.object();
  provision.get('type').oneOf(['permit']);
  if (isGrant) refuseOthers(provision, PROVISION);
  const codes = provision.get('code').list();
  const [only] = codes;
  if (only === undefined) fail('missing-element', `${provision.path}.code`);
  if (codes.length > 1) fail('bad-value', `${provision.path}.code`, 'one Consent is for one data type');
  const measures = new Set(readCodings(only).flatMap((coding) => findMeasureCode(coding)?.measure ?? []));
  if (measures.size > 1) fail('bad-value', only.path, 'two measures');
  return [...measures][0] ?? fail('unknown-code', only.path);
};

export const decodePermission = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Permission> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Consent');
    refuseUnknownModifiers(root, {});
    const identifier = readNewKey(root);
    const status = root.get('status').oneOf(['active', 'inactive']);
    if (status === 'active') refuseOtherScope(root.get('scope'));
    const measure = readType(root.get('provision'), status === 'active');
    const at = readInstant(root.get('dateTime'));
    const patient = resolveOrFail(root.get('patient'), identifierOf, 'patient-not-authorised');
    return { identifier, patient, measure, status: status === 'active' ? 'granted' : 'withdrawn', at };
  });
