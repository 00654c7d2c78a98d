/**
 * Why something was refused: one code on every wire (OperationOutcome.issue.details, ERR-5,
 * AuditEvent.subtype). Table: docs/bindings/fhir.md, "Refusals".
 */
export interface RefusalCode {
  readonly http: number;
  /** OperationOutcome.issue.code */
  readonly issue: string;
  /** HL7 table 0357, ERR-3; absent where v2 has no such case. */
  readonly err3?: '100' | '101' | '102' | '103' | '104' | '200' | '201' | '202' | '203' | '204' | '205' | '207';
  /** MSA-1 in original mode. */
  readonly ack?: 'AE' | 'AR';
  /** Says the reason to a person. */
  readonly text: string;
}

export const REFUSALS = {
  malformed: { http: 400, issue: 'structure', err3: '102', ack: 'AE', text: 'The content cannot be parsed' },
  'missing-element': { http: 422, issue: 'required', err3: '101', ack: 'AE', text: 'A required element is absent' },
  'bad-value': { http: 422, issue: 'value', err3: '102', ack: 'AE', text: 'A value is not what its type allows' },
  'time-without-offset': { http: 422, issue: 'value', err3: '102', ack: 'AE', text: 'A time needs an offset' },
  'unknown-code': {
    http: 422,
    issue: 'code-invalid',
    err3: '103',
    ack: 'AE',
    text: 'The code is not one of the measures',
  },
  'unknown-unit': {
    http: 422,
    issue: 'code-invalid',
    err3: '103',
    ack: 'AE',
    text: 'The unit is not one of the accepted UCUM codes',
  },
  'unit-mismatch': { http: 422, issue: 'invariant', err3: '103', ack: 'AE', text: 'The unit does not fit the code' },
  charset: {
    http: 400,
    issue: 'structure',
    err3: '102',
    ack: 'AE',
    text: 'The bytes are not in the declared character set',
  },
  'patient-not-authorised': {
    http: 403,
    issue: 'forbidden',
    err3: '204',
    ack: 'AE',
    text: 'Not a patient this sender may speak for',
  },
  'identifier-conflict': {
    http: 409,
    issue: 'conflict',
    err3: '205',
    ack: 'AE',
    text: 'The identifier is already used with other content',
  },
  'unknown-reading': { http: 404, issue: 'not-found', err3: '204', ack: 'AE', text: 'No such reading' },
  'multiple-matches': { http: 412, issue: 'multiple-matches', text: 'More than one resource matches' },
  'control-solution': {
    http: 422,
    issue: 'business-rule',
    err3: '207',
    ack: 'AE',
    text: 'A control solution result is not a reading of the patient',
  },
  'future-time': {
    http: 422,
    issue: 'value',
    err3: '207',
    ack: 'AE',
    text: 'The reading lies more than 5 minutes in the future',
  },
  'no-active-order': {
    http: 422,
    issue: 'business-rule',
    err3: '207',
    ack: 'AE',
    text: 'No order for this measure was active at the effective time',
  },
  'after-order-end': {
    http: 422,
    issue: 'business-rule',
    err3: '207',
    ack: 'AE',
    text: 'The order has ended and the policy refuses late readings',
  },
  'no-permission': {
    http: 422,
    issue: 'business-rule',
    err3: '207',
    ack: 'AE',
    text: 'No permission in force for this type of data',
  },
  'before-grant': {
    http: 422,
    issue: 'business-rule',
    err3: '207',
    ack: 'AE',
    text: 'Measured before the permission was granted, and the policy does not back-fill',
  },
  'stale-version': { http: 412, issue: 'conflict', text: 'The resource has a newer version' },
  'limits-missing': {
    http: 422,
    issue: 'required',
    err3: '101',
    ack: 'AE',
    text: 'The order states no limit for its measure',
  },
  'limits-contradictory': {
    http: 422,
    issue: 'invariant',
    err3: '207',
    ack: 'AE',
    text: 'The limits contradict each other',
  },
  'limit-unit': {
    http: 422,
    issue: 'code-invalid',
    err3: '103',
    ack: 'AE',
    text: 'The unit of a limit does not fit the measure',
  },
  'rule-not-supported': {
    http: 422,
    issue: 'not-supported',
    err3: '207',
    ack: 'AE',
    text: 'This rule is not supported here',
  },
  'field-not-understood': {
    http: 422,
    issue: 'extension',
    err3: '103',
    ack: 'AE',
    text: 'A field that changes the meaning is not understood',
  },
  'recipient-unknown': { http: 422, issue: 'value', err3: '204', ack: 'AE', text: 'No such clinician or pool' },
  'order-unknown': { http: 404, issue: 'not-found', err3: '204', ack: 'AE', text: 'No such order' },
  'illegal-transition': {
    http: 422,
    issue: 'business-rule',
    err3: '207',
    ack: 'AE',
    text: 'The status may not change in this way',
  },
  immutable: { http: 422, issue: 'business-rule', err3: '207', ack: 'AE', text: 'This element may not change' },
  'effective-from-too-early': {
    http: 422,
    issue: 'business-rule',
    err3: '207',
    ack: 'AE',
    text: 'The version would hold from too far in the past',
  },
  'permission-exists': {
    http: 409,
    issue: 'duplicate',
    err3: '205',
    ack: 'AE',
    text: 'There is a permission for this patient and type already',
  },
  'tracker-not-picked': {
    http: 422,
    issue: 'business-rule',
    err3: '207',
    ack: 'AE',
    text: 'The patient has not picked a tracker for this type',
  },
  'source-not-admitted': { http: 403, issue: 'forbidden', err3: '207', ack: 'AE', text: 'This source is not admitted' },
  'not-recipient': {
    http: 403,
    issue: 'forbidden',
    err3: '207',
    ack: 'AE',
    text: 'Only a recipient of the item may do this',
  },
  'clock-backwards': { http: 422, issue: 'value', text: 'The test clock only goes forward' },
  unauthenticated: { http: 401, issue: 'login', ack: 'AR', text: 'No valid credentials' },
  'token-expired': { http: 401, issue: 'expired', ack: 'AR', text: 'The token has expired' },
  scope: { http: 403, issue: 'forbidden', text: 'The token does not allow this' },
  'not-found': { http: 404, issue: 'not-found', err3: '204', ack: 'AE', text: 'Not found' },
  'unsupported-interaction': { http: 405, issue: 'not-supported', text: 'This interaction is not offered' },
  'unsupported-parameter': { http: 400, issue: 'not-supported', text: 'This search parameter is not offered' },
  'not-acceptable': { http: 406, issue: 'not-supported', text: 'Only application/fhir+json is given out' },
  'unsupported-media-type': { http: 415, issue: 'not-supported', text: 'Only application/fhir+json is accepted' },
  'too-large': { http: 413, issue: 'too-long', err3: '104', ack: 'AE', text: 'The content is larger than accepted' },
  unavailable: { http: 503, issue: 'transient', err3: '207', ack: 'AR', text: 'Try again later' },
  'unsupported-message': {
    http: 400,
    issue: 'not-supported',
    err3: '200',
    ack: 'AR',
    text: 'This message type is not supported',
  },
  'unsupported-event': {
    http: 400,
    issue: 'not-supported',
    err3: '201',
    ack: 'AR',
    text: 'This trigger event is not supported',
  },
  'unsupported-processing-id': {
    http: 400,
    issue: 'not-supported',
    err3: '202',
    ack: 'AR',
    text: 'This processing id is not supported',
  },
  'unsupported-version': {
    http: 400,
    issue: 'not-supported',
    err3: '203',
    ack: 'AR',
    text: 'This HL7 version is not supported',
  },
  'control-id-reuse': {
    http: 409,
    issue: 'conflict',
    err3: '205',
    ack: 'AE',
    text: 'The message control id was used for another message',
  },
} as const satisfies Record<string, RefusalCode>;

export type RefusalName = keyof typeof REFUSALS;
