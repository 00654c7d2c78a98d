import { setTimeout as pause } from 'node:timers/promises';
import { type InboxItem, keyOf } from '../../../../contract/domain/index.ts';
import { NOT_OFFERED, type Subscribed } from '../../../history/lines.ts';
import { type NotifiedEvent, readNotification } from '../../../sight/push/notification.ts';
import type { PushedMessage } from '../../../sight/push/pushed.ts';
import { itemSubscription } from '../../../sight/push/subscription.ts';
import type { Actor } from '../../actor.ts';
import type { OpenSubscription } from '../../pushes.ts';
import { logicalIdOf } from '../answer.ts';
import { type FhirContext, findReference } from '../context.ts';
import { decodeAll } from '../read-all.ts';
import type { FhirAnswer } from '../session.ts';
import { readCapabilities } from './capability.ts';
import type { ActOf, FhirAct } from './fhir-act.ts';
import { itemDecoder, lookAtInbox } from './inbox.ts';
import { notOffered } from './tries/probe.ts';

type Step = ActOf<'subscription.step'>;
type Told = NonNullable<Subscribed['again']>[number];

/** A handshake, and the status that follows it, are waited for so long. */
const HANDSHAKE_MS = 5000;
/** Nothing says how soon an item is pushed: it is waited for this many of the longest deadline, and never less than the time. */
const DEADLINES = 2;
const LEAST_WAIT_MS = 5000;
const ASK_AGAIN_MS = 50;
/** What a line of the history may hold. */
const MOST = 1000;

const nameOf = ({ patient, subscription }: Step): string => `${keyOf(patient)} ${subscription}`;

/** Events with what their items say, where they have any that can be read. */
const toldBy = async (context: FhirContext, events: readonly NotifiedEvent[]): Promise<readonly Told[]> => {
  const resources = events.flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
  const { values } = await decodeAll<InboxItem>(context, resources, itemDecoder(context));
  const items = new Map(resources.map((resource, i) => [resource, values[i]]));
  return events.slice(0, MOST).map(({ number, reference, resource }): Told => {
    const item = resource === undefined ? undefined : items.get(resource);
    if (item !== undefined) return { number, item: item.identifier, recipient: item.recipient, patient: item.patient };
    const known = reference === undefined ? undefined : context.book.identifierOf(reference);
    return known === undefined ? { number } : { number, item: known };
  });
};

const messagesOf = async (
  context: FhirContext,
  messages: readonly PushedMessage[],
): Promise<Subscribed['messages']> => {
  const all: Subscribed['messages'] = [];
  for (const { received, type, events } of messages.slice(0, 2 * MOST))
    all.push({ at: received, type: type.slice(0, 80), events: [...(await toldBy(context, events))] });
  return all;
};

/** Until it is no more `requested`: before it is active no event counts. */
const untilActive = async ({ session }: FhirContext, reference: string, actor: Actor): Promise<void> => {
  for (let waited = 0; waited < HANDSHAKE_MS; waited += ASK_AGAIN_MS) {
    const { outcome, json } = await session.call({ method: 'GET', path: reference, actor });
    if (outcome !== 'ok' || json?.['status'] !== 'requested') return;
    await pause(ASK_AGAIN_MS);
  }
};

const begin: FhirAct<'subscription.step'> = async (context, act, actor) => {
  const { session, pushes, book } = context;
  const { output } = await readCapabilities(context, { op: 'capability.read' }, actor);
  const listed = output?.capability?.interactions ?? [];
  if (pushes === undefined || (listed.length > 0 && !listed.includes('Subscription.create')))
    return notOffered(session, `a subscription to In Basket items ${NOT_OFFERED}`).answer;
  const begun = await pushes.begin(nameOf(act));
  const patient = (await findReference(context, 'Patient', act.patient)) ?? book.referenceTo('Patient', act.patient);
  const body = itemSubscription({ endpoint: begun.endpoint.url, content: 'full-resource', patient });
  const answer = await session.call({ method: 'POST', path: 'Subscription', actor, body });
  const reference = answer.outcome === 'ok' ? logicalIdOf(answer.exchange, answer.json) : undefined;
  if (reference !== undefined) {
    begun.reference = reference;
    await begun.endpoint.until((all) => all.length > 0, HANDSHAKE_MS);
    await untilActive(context, reference, actor);
  }
  return { ...answer, output: { subscribed: { messages: await messagesOf(context, begun.endpoint.messages) } } };
};

/** What `$status` and `$events` say; undefined: they were not answered. */
const asked = async (
  { session }: FhirContext,
  path: string,
  actor: Actor,
): Promise<{ readonly answer: FhirAnswer; readonly read: ReturnType<typeof readNotification> }> => {
  const answer = await session.call({ method: 'GET', path, actor });
  const first = answer.json?.['entry'];
  const read = answer.outcome === 'ok' && Array.isArray(first) ? readNotification(answer.json) : undefined;
  return { answer, read };
};

const hasTold = (references: ReadonlySet<string>, total: number) => (messages: readonly PushedMessage[]) => {
  const events = messages.flatMap((message) => message.events);
  const told = new Set(events.map(({ reference }) => reference));
  return [...references].every((reference) => told.has(reference)) && events.some(({ number }) => number >= total);
};

const read: FhirAct<'subscription.step'> = async (context, act, actor) => {
  const { session, profile, pushes } = context;
  const open: OpenSubscription | undefined = pushes?.find(nameOf(act));
  if (open?.reference === undefined)
    return notOffered(session, 'there is no such subscription: it could not be made').answer;
  const { endpoint, reference } = open;
  const look = await lookAtInbox(context, { patient: act.patient }, actor);
  const references = new Set(
    look.pages.flatMap(({ resources }) => resources.map(({ id }) => `Task/${typeof id === 'string' ? id : ''}`)),
  );
  const status = await asked(context, `${reference}/$status`, actor);
  const longest = Math.max(profile.deadlines.critical, profile.deadlines.other);
  const total = status.read?.total ?? 0;
  if (references.size > 0 || total > 0)
    await endpoint.until(hasTold(references, total), Math.max(LEAST_WAIT_MS, DEADLINES * longest));
  const again = await asked(context, `${reference}/$events?eventsSinceNumber=1`, actor);
  const messages = await messagesOf(context, endpoint.messages);
  const told = again.read === undefined ? undefined : [...(await toldBy(context, again.read.events))];
  // What the In Basket holds is the ground of all the rest: where it could not be read nothing is certain.
  return {
    ...look.performed,
    wire: again.answer.wire,
    output: {
      subscribed: {
        messages,
        ...(status.read?.total === undefined ? {} : { total }),
        ...(told === undefined ? {} : { again: told }),
        inBasket: look.items.slice(0, MOST).map(({ identifier }) => identifier),
      },
    },
  };
};

const listening =
  (isAway: boolean): FhirAct<'subscription.step'> =>
  async ({ session, pushes }, act) => {
    const open = pushes?.find(nameOf(act));
    if (open !== undefined) open.endpoint.isAway = isAway;
    const { sent, settled, wall } = session.unsent('');
    return { sent, settled, wall, outcome: 'ok', answer: {} };
  };

const STEPS: Readonly<Record<Step['step'], FhirAct<'subscription.step'>>> = {
  begin,
  away: listening(true),
  back: listening(false),
  read,
};

/** Subscribes to In Basket items, goes away and comes back, and reads what came. Source: docs/bindings/fhir.md, 5.12. */
export const stepSubscription: FhirAct<'subscription.step'> = (context, act, actor) =>
  STEPS[act.step](context, act, actor);
