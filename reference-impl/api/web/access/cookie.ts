/** Cookies go by host and not by port: a name of our own keeps them apart from those of others on this machine. */
const NAME = 'vitalproof-session';

/**
 * The session's secret of a Cookie header; undefined where there is none, or more than one: another site of this machine
 * may have put one of its own before ours.
 */
export const secretOf = (cookies: string | undefined): string | undefined => {
  const own = (cookies ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => cookie.startsWith(`${NAME}=`));
  return own.length === 1 ? own[0]?.slice(NAME.length + 1) : undefined;
};

/**
 * Set-Cookie for a session: out of reach of scripts, and sent with nothing that another site began but a link that is
 * followed. A link only reads; what changes something is a form with the session's token. Not `Secure`: it is served on
 * loopback, without TLS.
 */
export const cookieOf = (secret: string): string => `${NAME}=${secret}; Path=/; HttpOnly; SameSite=Lax`;
