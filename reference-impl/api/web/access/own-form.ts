import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { stop } from '../../fhir/surface-refusal.ts';
import type { Form } from '../form.ts';
import type { Session } from './sessions.ts';

/** Name of the field with the session's form token. */
export const FORM_TOKEN = 'form-token';

/**
 * Why a form comes from no page of ours; undefined: it may. A browser says where a request began by Sec-Fetch-Site (Fetch
 * Metadata), an older one by Origin; who says neither is no browser that shows our pages.
 */
export const foreignForm = ({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return 'a page of another site sends it';
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host ?? ''}`)
    return 'its Origin is another one than its Host';
  return site === undefined && headers.origin === undefined ? 'it says neither Sec-Fetch-Site nor Origin' : undefined;
};

const isSame = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Stops a form that was not sent by a page that this session was shown. */
export const demandOwnForm = (request: IncomingMessage, form: Form, session: Session): void => {
  const foreign = foreignForm(request);
  if (foreign !== undefined) stop('unauthenticated', undefined, foreign);
  if (!isSame(form.line(FORM_TOKEN), session.formToken))
    stop('unauthenticated', undefined, 'the form is of another session: load the page again');
};
