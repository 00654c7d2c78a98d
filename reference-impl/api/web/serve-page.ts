import type { Request, Response } from 'express';
import type { Refusal } from '../../../contract/refusal.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';
import { StoreUnavailable } from '../../store/unavailable.ts';
import { foreignness } from '../auth/open-access.ts';
import { shownTo } from '../shown-to.ts';
import { auditRefusal } from '../fhir/audit-surface.ts';
import { stop, SurfaceRefusal } from '../fhir/surface-refusal.ts';
import { type Door, tokenField } from './access/door.ts';
import { demandOwnForm } from './access/own-form.ts';
import type { Person, Session } from './access/sessions.ts';
import { callerOf } from './callers.ts';
import { type Form, formOf, readForm } from './form.ts';
import { secure } from './headers.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';
import type { Page, PageContext, PageReply } from './page.ts';
import { refusalMain, refusalStatus, refusalTitle } from './refusal-page.ts';

/** What every page is served with. */
export interface Serving {
  readonly pipeline: ReachedPipeline;
  readonly door: Door;
  readonly makeSecret: () => string;
}

/** A session in which somebody has signed in. */
export type SignedIn = Session & { readonly person: Person };

export const isSignedIn = (session: Session | undefined): session is SignedIn => session?.person !== undefined;

const EMPTY = formOf('application/x-www-form-urlencoded', new Uint8Array());

export const queryOf = ({ url }: Request): URLSearchParams => new URLSearchParams(url.split('?').slice(1).join('?'));

/** Sends a page, or to one. */
export const sendReply = (request: Request, response: Response, reply: PageReply, session?: Session): void => {
  if (response.headersSent) return;
  secure(response);
  if ('goTo' in reply) {
    response.status(303).setHeader('location', reply.goTo);
    response.end();
    return;
  }
  const { title, main, status = 200, script } = reply;
  const signedIn = isSignedIn(session) ? { person: session.person, token: tokenField(session) } : undefined;
  response.status(status).setHeader('content-type', 'text/html; charset=utf-8');
  response.end(String(layout({ title, main, signedIn, path: request.path, script })));
};

export const sendRefusal = (request: Request, response: Response, refusal: Refusal, session?: Session): void =>
  sendReply(
    request,
    response,
    { title: refusalTitle(refusal), main: refusalMain(refusal), status: refusalStatus(refusal) },
    session,
  );

/** Nothing comes in that is not of this machine: these pages have no other access control. */
const demandLocal = (request: Request): void => {
  const foreign = foreignness(request);
  if (foreign !== undefined) stop('unauthenticated', undefined, `only this machine is served, and ${foreign}`);
};

const contextOf = (
  { pipeline, makeSecret }: Serving,
  session: SignedIn,
  { request, form }: { readonly request: Request; readonly form: Form },
): PageContext => ({
  pipeline,
  caller: shownTo(callerOf(session.person), request),
  person: session.person,
  query: queryOf(request),
  id: typeof request.params['id'] === 'string' ? request.params['id'] : '',
  form,
  token: tokenField(session),
  newKey: makeSecret,
});

/** Answers what `work` gives, and what it refuses; a refusal by the pages themselves is written into the audit trail. */
export const answering = async (
  serving: Serving,
  about: Pick<Page, 'method' | 'path' | 'subject'>,
  { request, response }: { readonly request: Request; readonly response: Response },
  work: (session: Session | undefined) => Promise<void>,
): Promise<void> => {
  const session = serving.door.sessionOf(request);
  try {
    demandLocal(request);
    await work(session);
  } catch (error) {
    if (!(error instanceof SurfaceRefusal)) throw error;
    const { method, path, subject } = about;
    await auditRefusal(serving.pipeline, error.refusal, {
      route: { name: path, method, subject },
      caller: isSignedIn(session) ? callerOf(session.person) : undefined,
    });
    sendRefusal(request, response, error.refusal, session);
  }
};

/**
 * Whether a browser fetches a page ahead of anybody who wants to see it. Nobody reads it then, and a message in it counts
 * as read: it is to come again once somebody does. Source: Fetch, Sec-Purpose; older browsers say Purpose.
 */
const isFetchedAhead = ({ headers }: Request): boolean =>
  ['sec-purpose', 'purpose'].some((name) => String(headers[name] ?? '').startsWith('prefetch'));

/**
 * Stops what a browser puts into another page, as a picture or a frame, where nobody sees it: to that a page of another port
 * of this machine sends our cookie along. Source: Fetch Metadata, Sec-Fetch-Dest; older browsers say nothing.
 */
const demandOwnWindow = ({ headers }: Request): void => {
  const into = headers['sec-fetch-dest'];
  if (into !== undefined && into !== 'document')
    stop('unauthenticated', undefined, 'a page is shown by itself, and not within another one');
};

/** Answers one page or form: from this machine, somebody signed in, of its role, and of our own page. */
export const servePage = (serving: Serving, page: Page, request: Request, response: Response): Promise<void> =>
  answering(serving, page, { request, response }, async (session) => {
    if (isFetchedAhead(request)) {
      secure(response);
      response.status(503).end();
      return;
    }
    demandOwnWindow(request);
    if (!isSignedIn(session)) {
      if (page.method === 'POST') stop('unauthenticated', undefined, 'sign in again: what was sent was not taken');
      sendReply(request, response, { goTo: '/sign-in' });
      return;
    }
    if (session.person.role !== page.role) stop('scope', undefined, `this page is for a ${page.role}`);
    const form = page.method === 'POST' ? await readForm(request) : EMPTY;
    if (page.method === 'POST') demandOwnForm(request, form, session);
    const reply = await page.handle(contextOf(serving, session, { request, form }));
    if (reply.ok) sendReply(request, response, reply.value, session);
    else sendRefusal(request, response, reply.refusal, session);
  });

/** What is said of a failure of ours. */
export const failed = (
  error: unknown,
  { request, response, report }: { request: Request; response: Response; report: (error: unknown) => void },
): void => {
  if (error instanceof URIError) {
    sendRefusal(request, response, { code: 'malformed', detail: 'the path is not percent-encoded UTF-8' });
    return;
  }
  if (!request.destroyed || request.complete) report(error);
  if (error instanceof StoreUnavailable) sendRefusal(request, response, { code: 'unavailable' });
  else if (response.headersSent) response.destroy();
  else {
    const main = html`<p>Something went wrong here. Whether it was done cannot be said: look before you do it again.</p>
      <p><a href="/">To the start</a></p>`;
    sendReply(request, response, { title: 'A failure', main, status: 500 });
  }
};
