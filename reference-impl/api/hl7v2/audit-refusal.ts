import type { Identifier } from '../../../contract/domain/index.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import type { Namespaces } from '../../../contract/wire/hl7v2/identifier.ts';
import { decodeEntity } from '../../../contract/wire/hl7v2/identifier.ts';
import { findSegment } from '../../../contract/wire/hl7v2/message.ts';
import type { Message } from '../../../contract/wire/hl7v2/message.ts';
import { decodePatient } from '../../../contract/wire/hl7v2/people.ts';
import type { Segment } from '../../../contract/wire/hl7v2/segment.ts';
import type { Answering } from '../../answered/answering.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';

/** The segment that a place is in, by its number in the message; none where the place names none. */
const indexOf = ({ segments }: Message, at: string | undefined): number => {
  const [, name, occurrence] = /^([A-Z][A-Z0-9]{2})\^(\d+)/.exec(at ?? '') ?? [];
  return segments.findIndex((segment) => segment.name === name && String(segment.occurrence) === occurrence);
};

/** Whose and which, where a message is of several: those that the place of the refusal belongs to, else the first. */
const namedBy = (message: Message, subject: string, at: string | undefined) => {
  const index = indexOf(message, at);
  const upTo = message.segments.slice(0, index + 1);
  const holder = subject === 'order' ? 'ORC' : 'OBR';
  const behind = upTo.at(-1)?.name === 'PID' ? message.segments.slice(index) : [];
  const last = (name: string): Segment | undefined => upTo.findLast((segment) => segment.name === name);
  return {
    pid: last('PID') ?? findSegment(message, 'PID'),
    holder: behind.find(({ name }) => name === holder) ?? last(holder) ?? findSegment(message, holder),
  };
};

const entityOf = (holder: Segment | undefined, subject: string, namespaces: Namespaces): Identifier | undefined =>
  holder && decodeEntity(holder, subject === 'order' ? 2 : 3, namespaces);

/**
 * Puts a refusal of this surface on the audit trail, with patient and key as far as the message says them.
 * What the answer is made of is kept in the same transaction; its text, where it was.
 */
export const auditRefusal = async (
  pipeline: ReachedPipeline,
  namespaces: Namespaces,
  subject: 'order' | 'reading' | 'permission' | 'person' | 'access',
  who: string,
  refusal: Refusal,
  answering: Answering,
  message?: Message,
): Promise<string | undefined> => {
  const named = message && namedBy(message, subject, refusal.at);
  const patient = named && decodePatient(named.pid, namespaces);
  const entity = entityOf(named?.holder, subject, namespaces);
  const event = {
    subject,
    action: 'create',
    outcome: 'refused',
    refusal: refusal.code,
    who,
    ...(patient?.ok === true ? { patient: patient.value } : {}),
    ...(entity === undefined ? {} : { entity }),
  } as const;
  return pipeline.audit.record(event, { answering, refusal });
};
