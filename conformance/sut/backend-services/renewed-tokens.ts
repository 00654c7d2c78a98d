import type { RunClock } from '../../history/clock.ts';
import { type Actor, actorText } from '../actor.ts';
import type { Credentials } from '../credentials.ts';
import type { AccessToken, RegisteredClient } from './token-client.ts';
import { keyOf } from '../../../contract/domain/index.ts';

/** A token is had anew this long before it ends, beside the requests that go on with it. */
const RENEW_SECONDS = 60;
/** A token that ends sooner goes along with no request: it might end on the way. */
const LEAST_SECONDS = 5;

const nameOf = (actor: Actor): string =>
  actor.subject === undefined ? actorText(actor) : `${actor.role} ${keyOf(actor.subject)}`;

/** One token an actor, had once and used until shortly before it ends. A role without a client sends none. */
export const renewedTokens = (
  clients: Readonly<Partial<Record<Actor['role'], RegisteredClient>>>,
  obtain: (client: RegisteredClient, actor: Actor) => Promise<AccessToken>,
  clock: RunClock,
): Credentials => {
  const held = new Map<string, AccessToken & { readonly renewS: number }>();
  const coming = new Map<string, Promise<string>>();
  const secondsOf = (): number => Date.parse(clock.wall()) / 1000;

  /** Whoever asks while one is on its way waits for that one. */
  const renew = (name: string, client: RegisteredClient, actor: Actor): Promise<string> => {
    const asked = coming.get(name);
    if (asked !== undefined) return asked;
    const begun = obtain(client, actor)
      .then((token) => {
        const life = token.endsS - secondsOf();
        held.set(name, { ...token, renewS: token.endsS - Math.min(RENEW_SECONDS, life / 2) });
        return token.header;
      })
      .finally(() => coming.delete(name));
    coming.set(name, begun);
    return begun;
  };

  return async (actor) => {
    const client = clients[actor.role];
    if (client === undefined) return undefined;
    const name = nameOf(actor);
    const token = held.get(name);
    const nowS = secondsOf();
    if (token === undefined || nowS > token.endsS - LEAST_SECONDS) return await renew(name, client, actor);
    // What it comes to is seen by the next who asks; this one does not wait.
    if (nowS >= token.renewS) renew(name, client, actor).catch(() => {});
    return token.header;
  };
};
