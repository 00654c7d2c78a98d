import type { Request, Response } from 'express';
import { isOffsetDateTime } from '../../../../contract/domain/time.ts';
import { stop } from '../../fhir/surface-refusal.ts';
import { tokenField } from '../access/door.ts';
import type { Session } from '../access/sessions.ts';
import { callerOf } from '../callers.ts';
import { secure } from '../headers.ts';
import { answering, isSignedIn, queryOf, type Serving, type SignedIn } from '../serve-page.ts';
import { arrivalsSince, type Stamped } from './arrivals.ts';
import { follow } from './follow.ts';
import type { Hub } from './hub.ts';

/** Streams that are open at a time: of all, and of one session (a tab each). */
const MOST = 64;
export const MOST_OF_SESSION = 4;
/** A line that says nothing, so that both ends find out about a connection that is gone. */
const BEAT_MS = 20_000;
/** A reader that leaves so much lying is let go; it comes again, from where it was. */
const MOST_WAITING_BYTES = 1_048_576;

/** The streams of the In Basket, by server-sent events. */
export interface Streams {
  readonly open: (request: Request, response: Response) => Promise<void>;
  /** Ends every one. */
  readonly close: () => void;
}

/** Where a stream begins: behind what the browser has had, else behind what the page shows. */
const sinceOf = (request: Request): string => {
  const said = request.headers['last-event-id'] ?? queryOf(request).get('since') ?? '';
  if (typeof said === 'string' && (said === '' || isOffsetDateTime(said))) return said;
  return stop('bad-value', undefined, 'since: a stamp that this server gave');
};

/**
 * Stops a stream for the page of somebody else: a browser that signs in anew asks by itself, with the new session, for what
 * goes on in a page that is still open, and would fill one person's In Basket with another's items.
 */
const demandOwnPage = (request: Request, { person }: SignedIn): void => {
  const whose = queryOf(request).get('for');
  if (whose !== null && whose !== person.id)
    stop('unauthenticated', undefined, 'the page is of somebody else: load it again');
};

/** Source of the form: HTML, server-sent events. JSON has no line's end in it. */
const eventOf = ({ stamp, arrival }: Stamped): string =>
  `id: ${stamp}\nevent: item\ndata: ${JSON.stringify(arrival)}\n\n`;

/** Sends what comes into the In Baskets of a session's clinician; returns what ends it. */
const send = (
  { serving, hub }: { readonly serving: Serving; readonly hub: Hub },
  {
    request,
    response,
    session,
  }: { readonly request: Request; readonly response: Response; readonly session: SignedIn },
  since: string,
): (() => void) => {
  const { person } = session;
  const of = { caller: callerOf(person), person, token: tokenField(session) };
  const ended = (): void => {
    clearInterval(beat);
    response.end();
  };
  const leave = follow(
    {
      hub,
      look: async (stamp) =>
        serving.door.isOpen(session) ? await arrivalsSince(serving.pipeline, of, stamp) : undefined,
      write: (arrivals) => {
        response.write(arrivals.map(eventOf).join(''));
        if (response.writableLength > MOST_WAITING_BYTES) request.destroy();
      },
      ended,
    },
    since,
  );
  const end = (): void => {
    leave();
    ended();
  };
  const beat = setInterval(() => {
    // A page that is signed out is not live, and is to say so before anything comes that it would miss.
    if (serving.door.isOpen(session)) response.write(': still here\n\n');
    else end();
  }, BEAT_MS);
  return end;
};

export const createStreams = (of: { readonly serving: Serving; readonly hub: Hub }): Streams => {
  const open = new Map<Response, { readonly session: Session; readonly end: () => void }>();
  const demandRoom = (session: Session): void => {
    const own = [...open.values()].filter((stream) => stream.session.secret === session.secret).length;
    if (open.size >= MOST || own >= MOST_OF_SESSION)
      stop('unavailable', undefined, 'too many pages are live already: close one');
  };
  return {
    open: (request, response) =>
      answering(
        of.serving,
        { method: 'GET', path: '/clinician/inbox/events', subject: 'item' },
        { request, response },
        async (session) => {
          if (!isSignedIn(session)) stop('unauthenticated');
          if (session.person.role !== 'clinician') stop('scope', undefined, 'the In Basket is for a clinician');
          demandOwnPage(request, session);
          const since = sinceOf(request);
          demandRoom(session);
          secure(response);
          response.setHeader('content-type', 'text/event-stream; charset=utf-8');
          if (request.method === 'HEAD') {
            // Who asks for the headers alone has them, and would wait for an end that does not come.
            response.end();
            return;
          }
          // So that the connection is over with its answer, and a server that ends waits for none.
          response.setHeader('connection', 'close');
          response.write('retry: 2000\n\n');
          const end = send(of, { request, response, session }, since);
          open.set(response, { session, end });
          response.once('close', () => {
            open.delete(response);
            end();
          });
        },
      ),
    close: () => {
      for (const { end } of open.values()) end();
    },
  };
};
