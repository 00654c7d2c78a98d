import type { TransportTopic } from '../../history/lines.ts';
import type { AttemptFact } from '../facts.ts';

const BY_CODE: Readonly<Record<string, string>> = {
  'no-permission': 'PRM-01',
  'before-grant': 'PRM-06',
  'after-order-end': 'ORD-11',
  'source-not-admitted': 'PRM-05',
  'patient-not-authorised': 'PRM-05',
  'identifier-conflict': 'RDG-22',
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

/** What of a reading's own story makes the refusal another one's. */
const byStory = ({ attempt, isAlias, repeats, circumstances }: AttemptFact): string | undefined => {
  const { reading } = attempt.op.act;
  if (reading.result.kind === 'absent') return 'RDG-14';
  if (isAlias) return 'RDG-18';
  if (repeats > 0 && attempt.expectation.replay) return 'RDG-02';
  if (circumstances.completes) return 'RDG-25';
  if (circumstances.moves) return 'RDG-26';
  if (circumstances.amends && circumstances.isShut) return 'PRM-09';
  if (circumstances.wasRefused) return 'RDG-27';
  return undefined;
};

/** A declared policy is refused by, and this reading is one that it is about. */
const byPolicy = ({ beforeGrant, afterEnd }: AttemptFact, code: string): string | undefined => {
  if (beforeGrant && code === 'before-grant') return 'PRM-06';
  return afterEnd && code === 'after-order-end' ? 'ORD-11' : undefined;
};

const byPermission = ({ circumstances, record }: AttemptFact): string | undefined => {
  if (circumstances.isGrantedAgain) return 'PRM-07';
  if (circumstances.survivesAnOrder) return 'PRM-08';
  return record.permissions.some((op) => op.act.permission.status === 'withdrawn') ? 'PRM-03' : undefined;
};

const byOrder = ({ circumstances, afterEnd, wasDraft }: AttemptFact): string | undefined => {
  if (afterEnd) return 'ORD-11';
  if (wasDraft) return 'ORD-04';
  if (circumstances.isAtStart) return 'ORD-15';
  if (circumstances.held) return 'ORD-14';
  return circumstances.inError ? 'ORD-21' : undefined;
};

const byConflict = ({ attempt, circumstances }: AttemptFact): string | undefined => {
  if (circumstances.amends) return undefined;
  const { status } = attempt.op.act.reading;
  return status === 'entered-in-error' ? 'RDG-23' : status === 'corrected' ? 'RDG-24' : undefined;
};

/** What of the circumstances that a code is about makes the refusal another one's. */
const byCode = (fact: AttemptFact, code: string): string | undefined => {
  if (code === 'no-permission') return byPermission(fact);
  if (code === 'no-active-order') return byOrder(fact);
  return code === 'identifier-conflict' ? byConflict(fact) : undefined;
};

/**
 * The one requirement that a wrongly refused reading is held against. The reason that the SUT claims
 * decides only under which name the failure is shown, never whether it is one.
 */
export const claimant = (fact: AttemptFact): string => {
  const { act, answer } = fact.attempt.op;
  const code = answer.refusal ?? '';
  if (act.transport !== undefined) return BY_TOPIC[act.transport.topic];
  return byPolicy(fact, code) ?? byStory(fact) ?? byCode(fact, code) ?? BY_CODE[code] ?? 'ORD-01';
};
