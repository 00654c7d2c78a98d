import type { TransportTopic } from '../../history/lines.ts';
import type { AttemptFact } from '../facts.ts';

const BY_CODE: Readonly<Record<string, string>> = {
  'no-permission': 'PRM-01',
  'before-grant': 'PRM-06',
  'after-order-end': 'ORD-11',
  'source-not-admitted': 'PRM-05',
  'patient-not-authorised': 'PRM-05',
  'identifier-conflict': 'RDG-02',
  'unknown-unit': 'RDG-06',
  'unit-mismatch': 'RDG-06',
  'unknown-code': 'RDG-06',
  'time-without-offset': 'RDG-05',
  'future-time': 'RDG-13',
  'control-solution': 'RDG-09',
};

/** The requirement of the HL7 v2 transport that each topic is about. */
export const BY_TOPIC: Readonly<Record<TransportTopic, string>> = {
  stream: 'HL7-02',
  mode: 'HL7-04',
  repeat: 'HL7-05',
  delimiters: 'HL7-06',
  charset: 'HL7-07',
  spelling: 'HL7-09',
};

/**
 * The one requirement that a wrongly refused reading is held against. The reason that the SUT claims
 * decides only under which name the failure is shown, never whether it is one.
 */
export const claimant = (fact: AttemptFact): string => {
  const { act, answer } = fact.attempt.op;
  const code = answer.refusal ?? '';
  if (act.transport !== undefined) return BY_TOPIC[act.transport.topic];
  if (act.reading.result.kind === 'absent') return 'RDG-14';
  if (fact.isAlias) return 'RDG-18';
  if (fact.repeats > 0 && fact.attempt.expectation.replay) return 'RDG-02';
  if (code === 'no-permission' && fact.record.permissions.some((op) => op.act.permission.status === 'withdrawn'))
    return 'PRM-03';
  if (code === 'no-active-order' && fact.afterEnd) return 'ORD-11';
  if (code === 'no-active-order' && fact.wasDraft) return 'ORD-04';
  return BY_CODE[code] ?? 'ORD-01';
};
