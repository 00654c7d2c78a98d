import { keyOf } from '../../contract/domain/identifier.ts';
import { parseToken } from '../../contract/wire/fhir/identifier.ts';
import { accept, type Outcome, refuse } from '../../contract/refusal.ts';
import { compact } from '../../contract/wire/json/compact.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import type { Context } from '../context.ts';
import { maySee } from '../inbox/inbox.ts';
import type { Caller } from '../pipeline.ts';
import { BOUNDS } from './bounds.ts';
import { endpointProblem } from './endpoint.ts';
import type { Maker, Subscription, WantedSubscription } from './subscription.ts';

/** The caller as the maker of a subscription; undefined: this role makes none. */
export const makerOf = ({ role, subject, client }: Caller): Maker | undefined =>
  role === 'ehr' || role === 'clinician' ? compact({ role, subject, client }) : undefined;

/** Whether a subscription is the caller's: made by this person, or by this client where the role speaks for all. */
export const isOwn = ({ by }: Subscription, { role, subject, client }: Caller): boolean =>
  by.role === role &&
  (by.subject === undefined || subject === undefined
    ? by.subject === subject && by.client === client
    : keyOf(by.subject) === keyOf(subject));

/** The end that a subscription gets: the wished one, as far as it is not later than may be. */
export const endOf = (wished: string | undefined, nowMs: number): string => {
  const latestMs = nowMs + BOUNDS.lifeMs;
  return wished === undefined || msOf(wished) > latestMs ? isoOf(latestMs) : wished;
};

/** What a caller may not ask for: another's In Basket, an endpoint elsewhere, an end that has passed. */
export const checkWanted = (
  ctx: Context,
  allowedHosts: readonly string[],
  caller: Caller,
  wanted: WantedSubscription,
): Outcome<true> => {
  const owners = wanted.criteria.flatMap(({ parameter, anyOf }) => (parameter === 'owner' ? anyOf : []));
  const others = owners.filter((key) => {
    const owner = parseToken(key);
    return owner === undefined || !maySee(ctx, caller, owner);
  });
  if (others.length > 0) return refuse('not-recipient', 'Subscription.criteria', 'owner: an In Basket of others');
  const problem = endpointProblem(wanted.endpoint, allowedHosts);
  if (problem !== undefined) return refuse('bad-value', 'Subscription.channel.endpoint', problem);
  if (wanted.end !== undefined && msOf(wanted.end) <= ctx.clocks.real())
    return refuse('bad-value', 'Subscription.end', 'it has passed');
  return accept(true);
};
