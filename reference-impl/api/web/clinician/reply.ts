import { SYSTEM } from '../../../../contract/codes/canonical.ts';
import { keyOf } from '../../../../contract/domain/identifier.ts';
import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import { Message } from '../../../../contract/domain/message.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import { UNWRITABLE } from '../../../../contract/wire/unwritable.ts';
import type { Stored } from '../../../pipeline.ts';
import { newKeyOf } from '../fields.ts';
import type { Page, PageContext } from '../page.ts';
import { itemMain } from './item-page.ts';
import { KNOWN_WITHDRAWN } from './reply-form.ts';

const problemOf = (text: string): string | undefined => {
  if (text.trim() === '') return 'Write something: an empty message is not sent.';
  if (UNWRITABLE.test(text)) return 'There is a control character in this, which cannot be sent: write it anew.';
  return Message.shape.text.safeParse(text).success ? undefined : 'This is too long: at most 4096 bytes.';
};

type Sent = Pick<Message, 'identifier' | 'patient' | 'text'>;

/** Whether the very message is there already: a form was sent twice. */
const isSent = async ({ pipeline, caller }: PageContext, { identifier, patient, text }: Sent): Promise<boolean> => {
  const sent = await pipeline.messages.search(caller, patient);
  return sent.ok && sent.value.some(({ body }) => keyOf(body.identifier) === keyOf(identifier) && body.text === text);
};

/** What is to be known before a message is sent: its item was withdrawn while it was written, and the number may be wrong. */
const newsOf = async (
  context: PageContext,
  item: InboxItem,
  text: string,
  key: string,
): Promise<string | undefined> => {
  if (item.status !== 'withdrawn' || context.form.line(KNOWN_WITHDRAWN) !== '') return undefined;
  const identifier = { system: SYSTEM.message, value: key };
  return (await isSent(context, { identifier, patient: item.patient, text }))
    ? undefined
    : `This item was withdrawn while you wrote (${item.withdrawal ?? 'no reason is given'}): look again, and send the message if it is still right.`;
};

const send = async (context: PageContext, item: InboxItem, text: string, key: string): Promise<Outcome<true>> => {
  const { pipeline, caller, person } = context;
  const message: Message = {
    identifier: { system: SYSTEM.message, value: key },
    patient: item.patient,
    sender: person.key,
    about: item.identifier,
    text,
    sent: await pipeline.clock.now(item.patient),
  };
  const sent = await pipeline.messages.send(caller, message);
  if (sent.ok) return accept(true);
  return sent.refusal.code === 'identifier-conflict' && (await isSent(context, message)) ? accept(true) : sent;
};

/** A secure message to the patient about an item. */
export const REPLY: Page = {
  method: 'POST',
  path: '/clinician/inbox/:id/reply',
  role: 'clinician',
  subject: 'message',
  handle: async (context) => {
    const { pipeline, caller, id, form } = context;
    const item = (await pipeline.read(caller, 'Task', id)) as Outcome<Stored<InboxItem>>;
    if (!item.ok) return item;
    const [key, text] = [newKeyOf(form), form.text('text')];
    const problem = problemOf(text) ?? (await newsOf(context, item.value.body, text, key));
    if (problem !== undefined) {
      const main = await itemMain(context, item.value, { key, text, problem });
      return main.ok ? accept({ title: 'The message was not sent', main: main.value, status: 422 }) : main;
    }
    const sent = await send(context, item.value.body, text, key);
    return sent.ok ? accept({ goTo: `/clinician/inbox/${id}?said=sent` }) : sent;
  },
};
