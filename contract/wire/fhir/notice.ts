import { Notice, type NoticeMedium } from '../../domain/notice.ts';
import type { Outcome } from '../../refusal.ts';
import type { JsonObject } from '../json/lossless.ts';
import { codeIn, concept, readCodings } from './concept.ts';
import { decoding, fail, resourceCursor } from './cursor.ts';
import { fhirTime, readInstant } from './instant.ts';
import { head } from './meta.ts';
import { referenceTo, resolveOrKeep } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';

const CATEGORY = 'http://terminology.hl7.org/CodeSystem/communication-category';
const NOTIFICATION = 'notification';
const MEDIUM = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode';
/** HL7 v3 ParticipationMode has no code of its own for a text message: it is the general one, written. */
const CODE_OF: Readonly<Record<NoticeMedium, string>> = { mail: 'EMAILWRIT', text: 'WRITTEN', push: 'ONLINEWRIT' };

/** What a search for notices asks for: Communication.category, as a token. */
export const NOTICE_CATEGORY = { system: CATEGORY, value: NOTIFICATION };

/** A notice as a Communication of category notification: no secure message, and about no item. */
export const encodeNotice = (notice: Notice, ref: ReferenceTo, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'Communication',
  ...head(meta),
  status: 'completed',
  category: [concept(CATEGORY, NOTIFICATION)],
  medium: [concept(MEDIUM, CODE_OF[notice.medium])],
  subject: referenceTo(ref, 'Patient', notice.patient),
  sent: fhirTime(notice.sent),
  recipient: [referenceTo(ref, 'Patient', notice.patient)],
  payload: [{ contentString: notice.text }],
});

/** Whether a Communication is a notice, and no secure message. */
export const isNotice = (resource: JsonObject): boolean => {
  const read = decoding(() =>
    resourceCursor(resource, 'Communication')
      .get('category')
      .list()
      .some((at) => codeIn(at, CATEGORY) === NOTIFICATION),
  );
  return read.ok && read.value;
};

/** A notice as a system shows it: all its texts in one. A medium that is not named is taken for a push. */
export const decodeNotice = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Notice> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Communication');
    const codes = root.get('medium').list().flatMap(readCodings);
    const medium = (['mail', 'text'] as const).find((name) => codes.some(({ code }) => code === CODE_OF[name]));
    const texts = root
      .get('payload')
      .list()
      .map((at) => at.get('contentString').text());
    const text = Notice.shape.text.safeParse(texts.join('\n'));
    if (!text.success) fail('bad-value', 'Communication.payload', 'a text of at most 4096 characters');
    return {
      patient: resolveOrKeep(root.get('recipient').first(), identifierOf),
      medium: medium ?? 'push',
      text: text.data,
      sent: readInstant(root.get('sent')),
    };
  });
