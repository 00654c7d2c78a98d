import type { Message } from '../../contract/domain/message.ts';
import { type Identifier, keyOf } from '../../contract/domain/identifier.ts';
import type { Notice } from '../../contract/domain/notice.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { isoOf, momentOf, msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { isItsRecipient } from '../inbox/inbox.ts';
import { isPatient } from '../people/table.ts';
import type { Caller, Pipeline, Stored, Written } from '../pipeline.ts';
import type { Kept } from '../store/documents.ts';

const content = ({ patient, sender, about, text, sent }: Message): string =>
  JSON.stringify([keyOf(patient), keyOf(sender), keyOf(about), text, msOf(sent)]);
const sameMessage = (a: Message, b: Message): boolean => content(a) === content(b);

const send = (ctx: Context, caller: Caller, message: Message): Outcome<Written<Message>> => {
  const { tables, use } = ctx;
  const { patient, identifier, sender } = message;
  if (!use.mayReach(caller, patient) || !isPatient(tables.people, patient))
    return refuse('patient-not-authorised', 'Communication.subject');
  if (momentOf(message.sent) === undefined) return refuse('bad-value', 'Communication.sent', 'no such day');
  if (caller.role === 'clinician' && (caller.subject === undefined || keyOf(caller.subject) !== keyOf(sender)))
    return refuse('not-recipient', 'Communication.sender');
  const known = tables.messages.documents.byKey(keyOf(identifier));
  if (known !== undefined)
    return sameMessage(known.body, message)
      ? accept({ stored: known, effect: 'replayed', warnings: [] })
      : refuse('identifier-conflict', 'Communication.identifier');
  const item = tables.items.documents.byKey(keyOf(message.about))?.body;
  if (item === undefined || keyOf(item.patient) !== keyOf(patient)) return refuse('not-found', 'Communication.about');
  if (!isItsRecipient(ctx, sender, item)) return refuse('not-recipient', 'Communication.sender');
  const { received: _, ...unread } = message;
  const stored = tables.messages.add(unread);
  ctx.audit({ caller, subject: 'message', action: 'create', patient, entity: identifier });
  return accept({ stored, effect: 'created', warnings: [] });
};

/** Whether a caller may read a message: its patient, its sender, or the hospital. */
export const mayReadMessage = (ctx: Context, caller: Caller, message: Message): boolean =>
  ctx.use.mayReach(caller, message.patient) &&
  (caller.role !== 'clinician' || (caller.subject !== undefined && keyOf(caller.subject) === keyOf(message.sender)));

/** Notes when the patient first read it. To be called inside a unit of work. */
const receive = (ctx: Context, caller: Caller, kept: Kept<Message>): Kept<Message> => {
  if (caller.role !== 'portal' || caller.isShownNothing || kept.body.received !== undefined) return kept;
  const received = isoOf(ctx.now(kept.body.patient));
  const { patient, identifier } = kept.body;
  ctx.audit({ caller, subject: 'message', action: 'read', patient, entity: identifier });
  return ctx.tables.messages.documents.update(kept, { ...kept.body, received });
};

/** The same for one message that was read by its logical id. */
export const receiveById = (ctx: Context, caller: Caller, id: string): Promise<Outcome<true>> =>
  ctx.write({ caller, subject: 'message', action: 'read' }, () => {
    const kept = ctx.tables.messages.documents.byId(id);
    if (kept !== undefined) receive(ctx, caller, kept);
    return accept(true);
  });

/** Ends the logical id of a notice, which is else that of its message. */
const OF_NOTICE = '-notice';

const noticeFor = ({ use }: Context, { id, lastUpdated, body }: Kept<Message>): Stored<Notice> => ({
  id: `${id}${OF_NOTICE}`,
  // It was sent once, whatever becomes of the message.
  version: 1,
  lastUpdated,
  body: use.noticeOf(body),
});

/** A notice by its logical id, with the message that it is of. */
export const noticeById = (
  ctx: Context,
  id: string,
): { readonly message: Message; readonly stored: Stored<Notice> } | undefined => {
  const kept = id.endsWith(OF_NOTICE) ? ctx.tables.messages.documents.byId(id.slice(0, -OF_NOTICE.length)) : undefined;
  return kept && { message: kept.body, stored: noticeFor(ctx, kept) };
};

const listNotices = (ctx: Context, caller: Caller, patient: Identifier): Outcome<readonly Stored<Notice>[]> => {
  if (!ctx.use.roleMay(caller, 'read-messages')) return refuse('scope');
  if (!ctx.use.mayReach(caller, patient)) return refuse('patient-not-authorised');
  const sent = ctx.tables.messages.ofPatient(patient).filter((kept) => mayReadMessage(ctx, caller, kept.body));
  return accept(sent.map((kept) => noticeFor(ctx, kept)));
};

/** Secure messages back to the patient, each about an item of theirs, from one of its recipients. */
export const createMessages = (ctx: Context): Pipeline['messages'] => ({
  send: (caller, message) => {
    const { patient, identifier } = message;
    return ctx.write({ caller, subject: 'message', action: 'create', patient, entity: identifier }, () =>
      ctx.use.roleMay(caller, 'send-message') ? send(ctx, caller, message) : refuse('scope'),
    );
  },
  search: (caller, patient) =>
    ctx.write({ caller, subject: 'message', action: 'read', patient }, () => {
      if (!ctx.use.roleMay(caller, 'read-messages')) return refuse('scope');
      if (!ctx.use.mayReach(caller, patient)) return refuse('patient-not-authorised');
      const found = ctx.tables.messages.ofPatient(patient).filter((m) => mayReadMessage(ctx, caller, m.body));
      return accept(found.map((kept) => receive(ctx, caller, kept)));
    }),
  notices: (caller, patient) =>
    ctx.looked({ caller, subject: 'message', action: 'read', patient }, listNotices(ctx, caller, patient)),
});
