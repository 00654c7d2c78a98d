import type { Express, Request, Response } from 'express';
import type { Desk } from '../../../front/desk.ts';
import { demandOwnForm } from '../access/own-form.ts';
import { tokenField } from '../access/door.ts';
import { ASSETS } from '../assets.ts';
import { readForm } from '../form.ts';
import { secure } from '../headers.ts';
import { answering, sendReply, type Serving } from '../serve-page.ts';
import { stop } from '../../fhir/surface-refusal.ts';
import { liveMain, operatorMain } from './operator-page.ts';

/** What the operator's page asks, of whoever operates the reference. */
export type Operation = Pick<Desk['operation'], 'figures' | 'bench' | 'turn'>;

const ABOUT = { path: '/operator', subject: 'access' } as const;

/** The operator's page: of nobody's data, so nobody has to sign in. */
export const operatorRoutes = (app: Express, serving: Serving, operation: Operation): void => {
  const { door } = serving;
  app.get('/operator', (request: Request, response: Response) =>
    answering(serving, { ...ABOUT, method: 'GET' }, { request, response }, async () => {
      const session = door.anySession(request, response);
      const [figures, bench] = await Promise.all([operation.figures(), operation.bench()]);
      const main = operatorMain(figures, bench, tokenField(session));
      sendReply(request, response, { title: 'The live pipeline', main, script: ASSETS.operator.path }, session);
    }),
  );
  app.get('/operator/figures', (request: Request, response: Response) =>
    answering(serving, { ...ABOUT, method: 'GET' }, { request, response }, async () => {
      const [figures, bench] = await Promise.all([operation.figures(), operation.bench()]);
      secure(response);
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(String(liveMain(figures, bench)));
    }),
  );
  app.post('/operator/faults', (request: Request, response: Response) =>
    answering(serving, { ...ABOUT, method: 'POST' }, { request, response }, async (session) => {
      const form = await readForm(request);
      if (session === undefined) stop('unauthenticated', undefined, 'load the page again, and allow its cookie');
      demandOwnForm(request, form, session);
      await operation.turn(form.line('fault'), form.line('on') === 'yes');
      sendReply(request, response, { goTo: '/operator' });
    }),
  );
};
