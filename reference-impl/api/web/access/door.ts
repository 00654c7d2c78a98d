import type { IncomingMessage, ServerResponse } from 'node:http';
import { accept, type Outcome, refuse } from '../../../../contract/refusal.ts';
import type { Clinician, Patient } from '../../../../contract/domain/person.ts';
import { keyOf } from '../../../../contract/domain/identifier.ts';
import type { Stored } from '../../../pipeline.ts';
import type { ReachedPipeline } from '../../../reach/reached.ts';
import { FRONT_DOOR } from '../callers.ts';
import type { Form } from '../form.ts';
import { html, type Html } from '../html.ts';
import { personName } from '../show/names.ts';
import { cookieOf, secretOf } from './cookie.ts';
import { FORM_TOKEN } from './own-form.ts';
import type { Person, Session, Sessions } from './sessions.ts';

const TYPES = { clinician: 'PractitionerRole', patient: 'Patient' } as const;

const isRole = (text: string | undefined): text is Person['role'] => text !== undefined && Object.hasOwn(TYPES, text);

/** The person that a form of the sign-in names: `clinician c1`, `patient p7`. */
const personOf = async (pipeline: ReachedPipeline, chosen: string): Promise<Outcome<Person>> => {
  const [role, id = '', ...rest] = chosen.split(' ');
  if (!isRole(role) || rest.length > 0) return refuse('not-found', undefined, 'choose somebody of the list');
  const found = (await pipeline.read(FRONT_DOOR, TYPES[role], id)) as Outcome<Stored<Clinician | Patient>>;
  if (!found.ok) return found;
  const { body } = found.value;
  return accept({ role, id, key: body.identifier, name: personName(body) });
};

/** Who comes in, and who goes. */
export interface Door {
  /** The session of a request, if it has one that holds. */
  sessionOf(request: IncomingMessage): Session | undefined;
  /** The same; a new one where it has none. */
  anySession(request: IncomingMessage, response: ServerResponse): Session;
  /** Signs somebody in, in a session of its own: what was known before is worth nothing then. */
  signIn(session: Session, form: Form, response: ServerResponse): Promise<Outcome<Person>>;
  signOut(session: Session): void;
  /** Whether a session holds still. Being asked is no use of it: a page that is open by itself keeps nobody signed in. */
  isOpen(session: Session): boolean;
}

/** The hidden field that every form of a session has in it. */
export const tokenField = ({ formToken }: Session): Html =>
  html`<input type="hidden" name="${FORM_TOKEN}" value="${formToken}" />`;

export const createDoor = (pipeline: ReachedPipeline, sessions: Sessions): Door => {
  const sessionOf = (request: IncomingMessage): Session | undefined => sessions.find(secretOf(request));
  const begin = (response: ServerResponse, person?: Person): Session => {
    const session = sessions.begin(person);
    response.setHeader('set-cookie', cookieOf(session.secret, response.req));
    return session;
  };
  return {
    sessionOf,
    anySession: (request, response) => sessionOf(request) ?? begin(response),
    signIn: async (session, form, response) => {
      const person = await personOf(pipeline, form.line('as'));
      if (!person.ok) return person;
      sessions.end(session);
      begin(response, person.value);
      await pipeline.audit.record({
        subject: 'access',
        action: 'execute',
        outcome: 'ok',
        who: keyOf(person.value.key),
      });
      return person;
    },
    signOut: sessions.end,
    isOpen: sessions.holds,
  };
};
