import type { Identifier } from '../../../../contract/domain/identifier.ts';

/** Who looks at the pages. `key`: the clinician, the patient; `id`: their logical id. */
export interface Person {
  readonly role: 'clinician' | 'patient';
  readonly key: Identifier;
  readonly id: string;
  readonly name: string;
}

/** What is remembered of a browser between two requests. */
export interface Session {
  /** Whoever has it is taken for the person: it goes into the cookie, and nowhere else. */
  readonly secret: string;
  /** What every form of the session has in it, so that no page of others can send one. */
  readonly formToken: string;
  readonly person?: Person;
}

export interface SessionOptions {
  /** A text that nobody guesses, new with every call. */
  readonly makeSecret: () => string;
  /** Real time that only goes forward, ms. */
  readonly monotonic: () => number;
}

export interface Sessions {
  /** A new one. */
  begin(person?: Person): Session;
  /** The one that a cookie names, if it holds still; it holds longer for it. */
  find(secret: string | undefined): Session | undefined;
  /** Whether it holds, without making it hold longer. */
  holds(session: Session): boolean;
  end(session: Session): void;
}

/** As long may nothing be asked for: a screen that was left open shows no patient for ever. */
const IDLE_MS = 30 * 60_000;
/** As long it holds at most, however busy: a working day. */
const LONGEST_MS = 12 * 3_600_000;
/** Past this many one ends: of those in which nobody has signed in the one that was idle longest, else that of all. */
const MOST = 1000;

interface Held {
  readonly session: Session;
  readonly begunMs: number;
  seenMs: number;
}

/** The sessions of the pages, kept in memory: a restart ends them all. */
export const createSessions = ({ makeSecret, monotonic }: SessionOptions): Sessions => {
  /** In the order in which they were last seen. */
  const held = new Map<string, Held>();
  const end = ({ secret }: Session): void => void held.delete(secret);
  const isFresh = ({ begunMs, seenMs }: Held, nowMs: number): boolean =>
    nowMs - seenMs < IDLE_MS && nowMs - begunMs < LONGEST_MS;
  /** Whoever asks for the sign-in page gets one without having shown who they are: that must end nobody's work. */
  const makeRoom = (): void => {
    const [oldest] = held.values();
    const one = [...held.values()].find(({ session }) => session.person === undefined) ?? oldest;
    if (one !== undefined) end(one.session);
  };
  return {
    begin: (person) => {
      const nowMs = monotonic();
      const session: Session = {
        secret: makeSecret(),
        formToken: makeSecret(),
        ...(person === undefined ? {} : { person }),
      };
      if (held.size >= MOST) makeRoom();
      held.set(session.secret, { session, begunMs: nowMs, seenMs: nowMs });
      return session;
    },
    find: (secret) => {
      const one = secret === undefined ? undefined : held.get(secret);
      if (one === undefined) return undefined;
      held.delete(one.session.secret);
      const nowMs = monotonic();
      if (!isFresh(one, nowMs)) return undefined;
      one.seenMs = nowMs;
      held.set(one.session.secret, one);
      return one.session;
    },
    holds: ({ secret }) => {
      const one = held.get(secret);
      return one !== undefined && isFresh(one, monotonic());
    },
    end,
  };
};
