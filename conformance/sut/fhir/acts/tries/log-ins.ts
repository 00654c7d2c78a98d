import { randomUUID } from 'node:crypto';
import { NOT_OFFERED } from '../../../../history/lines.ts';
import { EHR } from '../../../actor.ts';
import type { Login } from '../../../backend-services/login.ts';
import { NoToken, tokenIn } from '../../../backend-services/token-client.ts';
import type { HttpExchange } from '../../../http.ts';
import { outcomeOf } from '../../answer.ts';
import type { FhirContext } from '../../context.ts';
import type { FhirAnswer } from '../../session.ts';
import { notOffered, type Tried } from './probe.ts';

/** What is used a second time; `nothing`: the log-in is the first of its assertion. */
export type Again = 'nothing' | 'assertion' | 'jti';

/** A token is a credential, and is not kept. */
const answerOf = (exchange: HttpExchange, url: string): FhirAnswer => {
  const body = tokenIn(exchange) === undefined ? exchange.body : '{"access_token":"[redacted]"}';
  const { sent, settled, wall, status, failure } = exchange;
  const response = `POST ${url}\n\n${status ?? failure ?? ''}\n\n${body}`;
  return { sent, settled, wall, ...outcomeOf({ ...exchange, body }), exchange, wire: { response } };
};

const logIn = async ({ client, endpoint }: Login, again: Again): Promise<Tried> => {
  const url = await endpoint.url();
  const jti = randomUUID();
  const first = await endpoint.assertion(client, EHR, jti);
  const given = await endpoint.ask(client, EHR, first);
  if (again === 'nothing') return { answer: answerOf(given, url), effect: tokenIn(given) !== undefined };
  if (tokenIn(given) === undefined) {
    // Nothing was used up that could be used again.
    const text = 'the first log-in with this assertion got no token';
    return { answer: { ...answerOf(given, url), outcome: 'unknown', answer: { text } }, effect: false };
  }
  const second = again === 'assertion' ? first : await endpoint.assertion(client, EHR, jti);
  const repeated = await endpoint.ask(client, EHR, second);
  return { answer: answerOf(repeated, url), effect: tokenIn(repeated) !== undefined };
};

/** Logs in by private_key_jwt, with an assertion of its own or with one that was used before. The effect: a token was given. */
export const tryToLogIn = async ({ session, login }: FhirContext, again: Again): Promise<Tried> => {
  if (login === undefined) return notOffered(session, `a token endpoint at which a client can log in ${NOT_OFFERED}`);
  try {
    return await logIn(login, again);
  } catch (error) {
    if (error instanceof NoToken) return notOffered(session, error.message);
    throw error;
  }
};
