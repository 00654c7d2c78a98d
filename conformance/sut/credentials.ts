import type { Actor } from './actor.ts';

/** The `Authorization` header of an actor; undefined: none is sent. Rejects with NoToken where one cannot be had. */
export type Credentials = (actor: Actor) => string | undefined | Promise<string | undefined>;
