import { z } from 'zod';
import { type InboxItem, keyOf } from '../../../contract/domain/index.ts';
import { PortOk } from '../../../contract/wire/ports/answer.ts';
import { CALLS } from '../../../contract/wire/ports/calls.ts';
import type { RunClock } from '../../history/clock.ts';
import type { Act, Output, SubmitAct } from '../../history/lines.ts';
import { type Secrets, secretOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { Performed } from '../driver.ts';
import type { Look } from '../fhir/acts/inbox.ts';
import { unreadable } from '../fhir/read-all.ts';
import { type HttpBounds, httpClient } from '../http.ts';
import { asOffered } from '../notices-offered.ts';
import type { InboxDriver } from '../inbox-driver.ts';
import type { SutProfile } from '../profile.ts';
import { fetchPortInbox, readPortItems } from './port-inbox.ts';
import { PortSession } from './port-session.ts';
import { type PortRequest, requestOf, togetherRequest } from './request-of.ts';

type Told = z.infer<typeof PortOk> & Readonly<Record<string, unknown>>;

/** What an answered call is expected to say, and what of it the history keeps. */
interface Reader {
  readonly shape: z.ZodType<Told>;
  readonly output?: (told: Told) => Output;
}

const reader = <O extends z.ZodObject>(shape: O, output?: (told: z.infer<O>) => Output): Reader => ({
  shape: shape as unknown as z.ZodType<Told>,
  ...(output === undefined ? {} : { output: output as (told: Told) => Output }),
});

/** Calls whose answer says more than that it was done. */
const READERS: Readonly<Partial<Record<Act['op'], Reader>>> = {
  'reading.read': reader(CALLS['readings-back']['reading.read'].ok, ({ readings }) => ({ readings })),
  'order.read': reader(CALLS.orders['order.read'].ok, ({ orders }) => ({ orders })),
  'permission.read': reader(CALLS.portal['permission.read'].ok, ({ permission }) => ({ permission })),
  'notice.list': reader(CALLS.messages['notice.list'].ok, ({ notices }) => ({ notices })),
  'message.read': reader(CALLS.messages['message.read'].ok, ({ messages }) => ({ messages })),
  'audit.read': reader(CALLS.audit['audit.read'].ok, ({ events }) => ({ audit: events })),
  'tracker.list': reader(CALLS.portal['tracker.list'].ok, ({ trackers }) => ({ trackers })),
  'eligibility.read': reader(CALLS.portal['eligibility.read'].ok, ({ eligibility }) => ({ eligibility })),
  'clock.advance': reader(CALLS.clock['clock.advance'].ok, ({ now }) => ({ now })),
};

const DONE = reader(PortOk);

/** What each of several readings was answered, from the one answer to all of them. */
const answersOf = (performed: Performed, ok: z.infer<typeof Together> | undefined, count: number): Performed[] => {
  const answers = ok?.answers;
  if (answers === undefined) return Array.from({ length: count }, () => performed);
  if (answers.length !== count)
    return Array.from({ length: count }, () => unreadable(performed, `an answer to ${count} readings was expected`));
  return answers.map((answer) => ({
    ...performed,
    outcome: answer.outcome,
    answer:
      answer.outcome === 'ok'
        ? { code: 'ok', ...(answer.id === undefined ? {} : { id: answer.id }) }
        : { code: 'refused', explained: answer.refusal !== undefined, ...textOf(answer) },
  }));
};

const Together = CALLS['readings-in']['reading.together'].ok;

const textOf = ({ refusal, text }: { refusal?: string | undefined; text?: string | undefined }) => ({
  ...(refusal === undefined ? {} : { refusal }),
  ...(text === undefined || text === '' ? {} : { text }),
});

/** A session with the adapter of a profile, and how to end it. Throws InputProblem when its key is missing. */
export const portSession = (
  adapter: NonNullable<SutProfile['adapter']>,
  clock: RunClock,
  secrets: Secrets,
  bounds: Partial<HttpBounds> = {},
): { readonly session: PortSession; readonly close: () => void } => {
  const http = httpClient(clock, bounds);
  const key = adapter.key === undefined ? undefined : secretOf(adapter.key, secrets, 'adapter.key');
  return { session: new PortSession(adapter.base, http, key), close: () => http.close() };
};

/** Drives a system through the vendor's adapter. Throws InputProblem when the adapter's key is missing. */
export const portDriver = (
  adapter: NonNullable<SutProfile['adapter']>,
  clock: RunClock,
  secrets: Secrets,
  bounds: Partial<HttpBounds> = {},
): InboxDriver => {
  const { session, close } = portSession(adapter, clock, secrets, bounds);

  const perform = async (request: PortRequest, { shape, output }: Reader): Promise<Performed> => {
    const { performed, ok } = await session.call(request, shape);
    return ok === undefined || output === undefined ? performed : { ...performed, output: output(ok) };
  };

  const look = async (...asked: Parameters<InboxDriver['look']>): Promise<Look> => {
    const raw = await fetchPortInbox(session, ...asked);
    const { values, spoilt } = readPortItems(raw.pages.flatMap((page) => page.resources));
    const items = values.filter((value): value is InboxItem => value !== undefined);
    if (spoilt.length === 0) return { ...raw, items };
    return { ...raw, performed: unreadable(raw.performed, spoilt.join('; ')), complete: false, items };
  };

  return {
    via: 'port-protocol',
    perform: async (act: Act, actor: Actor) => {
      if (act.op === 'notice.list') return asOffered(await perform(requestOf(act, actor), READERS[act.op] ?? DONE));
      if (act.op !== 'inbox.look') return await perform(requestOf(act, actor), READERS[act.op] ?? DONE);
      const seen = await look(act.patient === undefined ? {} : { patient: act.patient }, actor);
      const items = seen.items.map((item) => keyOf(item.identifier));
      return { ...seen.performed, output: { look: { pages: seen.pages.length, items, complete: seen.complete } } };
    },
    together: async (acts: readonly SubmitAct[], actor: Actor) => {
      const { performed, ok } = await session.call(togetherRequest(acts, actor), Together);
      return answersOf(performed, ok, acts.length);
    },
    look,
    fetchInbox: (query, actor) => fetchPortInbox(session, query, actor),
    readItems: async (resources) => readPortItems(resources),
    close: async () => close(),
  };
};
