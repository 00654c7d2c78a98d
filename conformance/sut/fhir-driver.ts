import type { Identifier, Reading } from '../../contract/domain/index.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import type { RunClock } from '../history/clock.ts';
import type { Act, ActName } from '../history/lines.ts';
import type { Secrets } from './access.ts';
import { actingAs, credentialsOf } from './access.ts';
import type { Actor } from './actor.ts';
import type { Performed } from './driver.ts';
import type { InboxDriver } from './inbox-driver.ts';
import { readAudit } from './fhir/acts/audit.ts';
import { checkReturned } from './fhir/acts/returned.ts';
import { readCapabilities } from './fhir/acts/capability.ts';
import { advanceClock } from './fhir/acts/clock.ts';
import { setCoverage } from './fhir/acts/coverage.ts';
import type { FhirAct } from './fhir/acts/fhir-act.ts';
import { type EndFollowing, followItems, type OnItemEvent } from './fhir/acts/follow-items.ts';
import { fetchInbox, itemDecoder, lookAtInbox, lookOnce } from './fhir/acts/inbox.ts';
import { actOnItem } from './fhir/acts/items.ts';
import { listNotices, readMessages, sendMessage } from './fhir/acts/messages.ts';
import { changeOrder, readOrder, submitOrder } from './fhir/acts/orders.ts';
import { createClinician, createPatient, createPool, registerDevice } from './fhir/acts/people.ts';
import { readPermission, setPermission } from './fhir/acts/permissions.ts';
import { listTrackers, readEligibility, setTracker } from './fhir/acts/portal.ts';
import { readingCall, readReadings, submitReading } from './fhir/acts/readings.ts';
import { bundleCall, submitTogether } from './fhir/acts/bundle.ts';
import { stepSubscription } from './fhir/acts/subscriptions.ts';
import { tryAtSurface } from './fhir/acts/tries/tries.ts';
import { type FhirContext, NotFoundOut } from './fhir/context.ts';
import { decodeAll } from './fhir/read-all.ts';
import { type KeyedType, ReferenceBook } from './fhir/reference-book.ts';
import { FhirSession, type WireRequest } from './fhir/session.ts';
import { loginOf } from './backend-services/login.ts';
import { type HttpBounds, httpClient } from './http.ts';
import { Pushes } from './pushes.ts';
import { fhirBaseOf, type SutProfile } from './profile.ts';

/** The FHIR driver, and what a load script needs of it. */
export interface FhirDriver extends InboxDriver {
  /** A reading as another program may post it for us, credentials included. */
  readingRequest(reading: Reading, actor: Actor): Promise<WireRequest>;
  /** The same of several readings in one transaction. */
  bundleRequest(readings: readonly Reading[], actor: Actor): Promise<WireRequest>;
  /** The logical reference of a business key, where it is known. */
  referenceOf(type: KeyedType, key: Identifier): string | undefined;
  /** What such a program has learnt: the logical id that a business key was given. */
  learn(reference: string, key: Identifier): void;
  /** Subscribes to every item; see followItems. */
  followItems(onEvent: OnItemEvent): Promise<EndFollowing | undefined>;
}

/** What the harness can do over FHIR so far; an act that is not here has no binding yet, and no scenario can state it. */
const ACTS: { readonly [N in ActName]?: FhirAct<N> } = {
  'person.patient': createPatient,
  'person.clinician': createClinician,
  'person.pool': createPool,
  'device.register': registerDevice,
  'order.submit': submitOrder,
  'order.change': changeOrder,
  'order.read': readOrder,
  'permission.set': setPermission,
  'permission.read': readPermission,
  'reading.submit': submitReading,
  'reading.read': readReadings,
  'inbox.look': lookOnce,
  'item.act': actOnItem,
  'message.send': sendMessage,
  'message.read': readMessages,
  'notice.list': listNotices,
  'audit.read': readAudit,
  'clock.advance': advanceClock,
  'capability.read': readCapabilities,
  'returned.check': checkReturned,
  'coverage.set': setCoverage,
  'tracker.list': listTrackers,
  'tracker.set': setTracker,
  'eligibility.read': readEligibility,
  'surface.try': tryAtSurface,
  'subscription.step': stepSubscription,
};

/** What was done; where what it is about has no name that the system would know, that it was not sent. */
const unlessUnnamed = async <T>(
  session: FhirSession,
  doing: () => Promise<T>,
  unsent: (answer: Performed) => T,
): Promise<T> => {
  try {
    return await doing();
  } catch (error) {
    if (error instanceof NotFoundOut) return unsent(session.unsentAnswer(error.message));
    throw error;
  }
};

/** Drives the FHIR side of a SUT. Throws InputProblem when it has none, or when its credentials are missing. */
export const fhirDriver = (
  profile: SutProfile,
  clock: RunClock,
  secrets: Secrets,
  bounds: Partial<HttpBounds> = {},
): FhirDriver => {
  const http = httpClient(clock, bounds);
  const base = fhirBaseOf(profile);
  const said = profile.access.mode === 'acting-as' ? actingAs : undefined;
  const session = new FhirSession(base, http, credentialsOf(profile, base, secrets, clock, http), said);
  const login = loginOf(profile, secrets, { fhirBase: base, http, clock });
  const pushes = new Pushes(clock);
  const context: FhirContext = { session, book: new ReferenceBook(base), profile, pushes, ...compact({ login }) };
  return {
    via: 'fhir',
    perform: (act: Act, actor: Actor): Promise<Performed> => {
      const bound = ACTS[act.op] as FhirAct<ActName> | undefined;
      if (bound === undefined) throw new RangeError(`${act.op} has no FHIR binding in this version`);
      return unlessUnnamed(
        session,
        () => bound(context, act, actor),
        (unsent) => unsent,
      );
    },
    together: (acts, actor) =>
      unlessUnnamed(
        session,
        () => submitTogether(context, acts, actor),
        (unsent) => acts.map(() => unsent),
      ),
    look: (query, actor) => lookAtInbox(context, query, actor),
    fetchInbox: (query, actor) => fetchInbox(context, query, actor),
    readItems: (resources) => decodeAll(context, resources, itemDecoder(context)),
    readingRequest: (reading, actor) => session.request(readingCall(context, { reading }, actor)),
    bundleRequest: (readings, actor) =>
      session.request(
        bundleCall(
          context,
          readings.map((reading) => ({ op: 'reading.submit', reading })),
          actor,
        ),
      ),
    referenceOf: (type, key) => context.book.find(type, key),
    learn: (reference, key) => context.book.learn(reference, key),
    followItems: (onEvent) => followItems(context, onEvent),
    close: async () => {
      http.close();
      await pushes.close();
    },
  };
};
