import { Message } from '../../domain/message.ts';
import type { Outcome } from '../../refusal.ts';
import { compact } from '../json/compact.ts';
import type { JsonObject } from '../json/lossless.ts';
import { decoding, fail, resourceCursor } from './cursor.ts';
import { refuseUnknownModifiers } from './extension.ts';
import { readNewKey } from './identifier.ts';
import { fhirTime, readInstant, readOptionalInstant } from './instant.ts';
import { head } from './meta.ts';
import { referenceTo, resolveOrFail } from './reference.ts';
import type { IdentifierOf, ReferenceTo, ResourceMeta } from './references.ts';

/** A secure message to the patient about one item. */
export const encodeMessage = (message: Message, ref: ReferenceTo, meta?: ResourceMeta): JsonObject => ({
  resourceType: 'Communication',
  ...head(meta),
  identifier: [{ system: message.identifier.system, value: message.identifier.value }],
  status: 'completed',
  subject: referenceTo(ref, 'Patient', message.patient),
  about: [referenceTo(ref, 'Task', message.about)],
  sent: fhirTime(message.sent),
  ...compact({ received: message.received === undefined ? undefined : fhirTime(message.received) }),
  recipient: [referenceTo(ref, 'Patient', message.patient)],
  sender: referenceTo(ref, 'Recipient', message.sender),
  payload: [{ contentString: message.text }],
});

/** Exactly one recipient, the subject; exactly one text, kept unchanged. An unknown item or sender is a `bad-value`. */
export const decodeMessage = (resource: JsonObject, identifierOf: IdentifierOf): Outcome<Message> =>
  decoding(() => {
    const root = resourceCursor(resource, 'Communication');
    refuseUnknownModifiers(root, {});
    const identifier = readNewKey(root);
    root.get('status').oneOf(['completed']);
    const payload = root.get('payload').list();
    if (payload.length > 1) fail('bad-value', 'Communication.payload', 'exactly one');
    const content = root.get('payload').first().get('contentString');
    const text = Message.shape.text.safeParse(content.text());
    if (!text.success) fail('too-large', content.path, 'at most 4096 bytes of UTF-8');
    const sent = readInstant(root.get('sent'));
    const received = readOptionalInstant(root.get('received'));
    if (root.get('recipient').list().length > 1) fail('bad-value', 'Communication.recipient', 'exactly one');
    const recipient = resolveOrFail(root.get('recipient').first(), identifierOf, 'patient-not-authorised');
    const patient = resolveOrFail(root.get('subject'), identifierOf, 'patient-not-authorised');
    if (recipient.system !== patient.system || recipient.value !== patient.value) {
      fail('bad-value', 'Communication.recipient', 'the recipient must be the subject');
    }
    const sender = resolveOrFail(root.get('sender'), identifierOf, 'bad-value');
    const about = resolveOrFail(root.get('about').first(), identifierOf, 'bad-value');
    return compact({ identifier, patient, sender, about, text: text.data, sent, received });
  });
