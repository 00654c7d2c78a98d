import type { IncomingMessage } from 'node:http';

/**
 * Cookies go by host and not by port: a name of our own keeps them apart from those of others on this machine, and the port
 * in it from those of another reference, which would sign its user out here. `host`: as the browser says it, `127.0.0.1:8080`.
 */
const nameOf = (host: string | undefined): string => `vitalproof-session-${/:(\d+)$/.exec(host ?? '')?.[1] ?? '80'}`;

type Asked = Pick<IncomingMessage, 'headers'>;

/**
 * The session's secret of a request's cookies; undefined where there is none, or more than one: another site of this machine
 * may have put one of its own before ours.
 */
export const secretOf = ({ headers: { cookie: cookies, host } }: Asked): string | undefined => {
  const name = nameOf(host);
  const own = (cookies ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.startsWith(`${name}=`));
  return own.length === 1 ? own[0]?.slice(name.length + 1) : undefined;
};

/**
 * Set-Cookie for a session: out of reach of scripts, and sent with nothing that another site began but a link that is
 * followed. A link only reads; what changes something is a form with the session's token. Not `Secure`: it is served on
 * loopback, without TLS.
 */
export const cookieOf = (secret: string, { headers: { host } }: Asked): string =>
  `${nameOf(host)}=${secret}; Path=/; HttpOnly; SameSite=Lax`;
