import { type Identifier, keyOf } from '../../../../contract/domain/identifier.ts';
import type { InboxItem } from '../../../../contract/domain/inbox-item.ts';
import type { Message } from '../../../../contract/domain/message.ts';
import type { Reading } from '../../../../contract/domain/reading.ts';
import { accept, type Outcome } from '../../../../contract/refusal.ts';
import { msOf } from '../../../clock/instant.ts';
import type { Stored } from '../../../pipeline.ts';
import { html, type Html } from '../html.ts';
import type { Page, PageContext } from '../page.ts';
import { findReadings } from '../show/find-readings.ts';
import { instant } from '../show/instant.ts';
import { isAhead, limitList, limitsTitle } from '../show/limits.ts';
import { type Names, namesOf } from '../show/names.ts';
import { notice } from '../show/notice.ts';
import { seriesView } from '../show/readings.ts';
import { itemText, KIND_WORDS, MEASURE_WORDS } from '../show/words.ts';
import { facts } from './item-facts.ts';
import { namedIn } from './order/kept.ts';
import { actForms } from './rows.ts';
import { type ReplyForm, replyForm } from './reply-form.ts';

/** Days of the curve beside an item. */
const DAYS = 14;

const story = ({ history }: InboxItem, names: Names): Html =>
  html`<h2>History</h2>
    <ol class="story">
      ${history.map(({ status, at, actor }) => html`<li>${instant(at)}: ${status} by ${names(actor)}</li>`)}
    </ol>`;

const messageList = (messages: readonly Stored<Message>[]): Html | undefined =>
  messages.length === 0
    ? undefined
    : html`<h2>Your messages about this</h2>
        ${messages.map(
          ({ body }) =>
            html`<div class="card">
              <p class="muted">
                sent ${instant(body.sent)},
                ${body.received === undefined ? 'not read yet' : html`read ${instant(body.received)}`}
              </p>
              <blockquote>${body.text}</blockquote>
            </div>`,
        )}`;

const about = async (
  context: PageContext,
  item: InboxItem,
): Promise<Outcome<{ readonly main: Html; readonly messages: Html | undefined }>> => {
  const { pipeline, caller } = context;
  const { patient, measure } = item;
  const orders = await pipeline.orders.search(caller, { patient });
  if (!orders.ok) return orders;
  const messages = await pipeline.messages.search(caller, patient);
  if (!messages.ok) return messages;
  const order = orders.value.find(({ body }) => keyOf(body.identifier) === keyOf(item.order))?.body;
  const shown = measure ?? order?.measure ?? 'glucose';
  const found = await findReadings(context, { patient, measure: shown, days: DAYS });
  if (!found.ok) return found;
  const { readings, time } = found.value;
  const title = `${MEASURE_WORDS[shown]}, ${time}`;
  const nowMs = msOf(await pipeline.clock.now(patient));
  const names = await namesOf(pipeline.people, order === undefined ? [] : namedIn(order));
  // Limits that do not hold yet are beside the curve, and no lines in it.
  const drawn = order === undefined || isAhead(order, nowMs) ? [] : [order];
  const main = html`<h2>${title}</h2>
    ${seriesView({ title, readings, orders: drawn, chosen: item.reading, id: 'curve' })}
    ${
      order === undefined
        ? ''
        : html`<h2>${limitsTitle(order, nowMs)}</h2>
            ${limitList(order, names)}`
    }`;
  const own = messages.value.filter(({ body }) => keyOf(body.about) === keyOf(item.identifier));
  return accept({ main, messages: messageList(own) });
};

const readingOf = async (
  { pipeline, caller }: PageContext,
  patient: Identifier,
  identifier: Identifier | undefined,
): Promise<Reading | undefined> => {
  if (identifier === undefined) return undefined;
  const found = await pipeline.readings.search(caller, { patient, identifier, count: 1 });
  return found.ok ? found.value.entries[0]?.body.reading : undefined;
};

/** The page of an item. `reply`: the form as it was sent, where it is shown again. */
export const itemMain = async (
  context: PageContext,
  stored: Stored<InboxItem>,
  reply: ReplyForm,
): Promise<Outcome<Html>> => {
  const { pipeline, token, query } = context;
  const item = stored.body;
  const more = await about(context, item);
  if (!more.ok) return more;
  const names = await namesOf(pipeline.people, [
    item.patient,
    item.recipient,
    ...item.history.map(({ actor }) => actor),
  ]);
  const [own, worst, last] = await Promise.all(
    [item.reading, item.worst, item.last].map((key) => readingOf(context, item.patient, key)),
  );
  const patient = await pipeline.references.referenceTo('Patient', item.patient);
  return accept(
    html`${notice(query)}
      <p id="what-${stored.id}">
        <a href="/clinician/patients/${patient?.split('/')[1] ?? ''}">${names(item.patient)}</a>: ${itemText(item)}
      </p>
      ${facts(item, names, { own, worst, last })} ${actForms(stored, token, 'item')} ${replyForm(stored, token, reply)}
      ${more.value.messages} ${more.value.main} ${story(item, names)}
      <p><a href="/clinician/inbox">To the In Basket</a></p>`,
  );
};

/** One item: what it is about, with the curve, the limits and its history. Looking at it is no act on it. */
export const ITEM_PAGE: Page = {
  method: 'GET',
  path: '/clinician/inbox/:id',
  role: 'clinician',
  subject: 'item',
  handle: async (context) => {
    const { pipeline, caller, id, newKey } = context;
    const item = (await pipeline.read(caller, 'Task', id)) as Outcome<Stored<InboxItem>>;
    if (!item.ok) return item;
    const main = await itemMain(context, item.value, { key: newKey(), text: '' });
    return main.ok ? accept({ title: `${KIND_WORDS[item.value.body.kind]} item`, main: main.value }) : main;
  },
};
