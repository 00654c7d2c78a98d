import type { Identifier } from '../../../contract/domain/index.ts';
import type { Refusal } from '../../../contract/refusal.ts';
import type { Namespaces } from '../../../contract/wire/hl7v2/identifier.ts';
import { decodeEntity } from '../../../contract/wire/hl7v2/identifier.ts';
import { findSegment } from '../../../contract/wire/hl7v2/message.ts';
import type { Message } from '../../../contract/wire/hl7v2/message.ts';
import { decodePatient } from '../../../contract/wire/hl7v2/people.ts';
import type { Answering } from '../../answered/answering.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';

const entityOf = (message: Message, subject: string, namespaces: Namespaces): Identifier | undefined => {
  const holder = findSegment(message, subject === 'order' ? 'ORC' : 'OBR');
  return holder === undefined ? undefined : decodeEntity(holder, subject === 'order' ? 2 : 3, namespaces);
};

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
  const patient = message === undefined ? undefined : decodePatient(findSegment(message, 'PID'), namespaces);
  const entity = message === undefined ? undefined : entityOf(message, subject, namespaces);
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
