import type { Express, Request, Response } from 'express';
import { readForm } from '../form.ts';
import { HOME } from '../layout.ts';
import { answering, isSignedIn, queryOf, sendRefusal, sendReply, type Serving } from '../serve-page.ts';
import { tokenField } from './door.ts';
import { demandOwnForm } from './own-form.ts';
import { signInMain } from './sign-in-page.ts';
import { stop } from '../../fhir/surface-refusal.ts';

const ABOUT = { path: '/sign-in', subject: 'access' } as const;

/** The start, and what signs in and out. */
export const signInRoutes = (app: Express, serving: Serving): void => {
  const { door, pipeline } = serving;
  app.get('/', (request: Request, response: Response) =>
    answering(serving, { ...ABOUT, method: 'GET' }, { request, response }, async (session) => {
      sendReply(request, response, { goTo: isSignedIn(session) ? HOME[session.person.role] : '/sign-in' });
    }),
  );
  app.get('/sign-in', (request: Request, response: Response) =>
    answering(serving, { ...ABOUT, method: 'GET' }, { request, response }, async () => {
      const session = door.anySession(request, response);
      const main = await signInMain(pipeline, tokenField(session), queryOf(request));
      if (main.ok) sendReply(request, response, { title: 'Who are you?', main: main.value }, session);
      else sendRefusal(request, response, main.refusal, session);
    }),
  );
  app.post('/sign-in', (request: Request, response: Response) =>
    answering(serving, { ...ABOUT, method: 'POST' }, { request, response }, async (session) => {
      const form = await readForm(request);
      if (session === undefined) stop('unauthenticated', undefined, 'load the page again, and allow its cookie');
      demandOwnForm(request, form, session);
      const person = await door.signIn(session, form, response);
      if (person.ok) sendReply(request, response, { goTo: HOME[person.value.role] });
      else sendRefusal(request, response, person.refusal, session);
    }),
  );
  app.post('/sign-out', (request: Request, response: Response) =>
    answering(serving, { ...ABOUT, method: 'POST', path: '/sign-out' }, { request, response }, async (session) => {
      const form = await readForm(request);
      if (session !== undefined) {
        demandOwnForm(request, form, session);
        door.signOut(session);
      }
      sendReply(request, response, { goTo: '/sign-in' });
    }),
  );
};
