import type { AttAnswer, ServerPacket } from './att.ts';

/**
 * What a client wants next. A client is a generator of these that is resumed with what came of them, so that it
 * knows no clock, no radio and no store. `wait`: until the next packet, or until nothing came for as long as the caller
 * sees fit. `keep` and `set-aside` hand over what was read, once and for all.
 */
export type ClientAct<Kept> =
  | { readonly kind: 'configure'; readonly characteristic: string; readonly value: number }
  | { readonly kind: 'write'; readonly characteristic: string; readonly value: Uint8Array }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'keep'; readonly record: Kept }
  | { readonly kind: 'set-aside'; readonly hex: string; readonly reason: string };

export type ClientEvent =
  | Extract<AttAnswer, { readonly kind: 'done' | 'error' }>
  | ServerPacket
  | { readonly kind: 'silence' }
  /** The link has ended. */
  | { readonly kind: 'lost' };

/** How a session ended. Anything but `complete` is made good by the next one. */
export type SessionEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'lost' | 'silent' | 'gaps' | 'changing' }
  /** The server did not do what was asked: an error code of the Attribute Protocol, or what it said. */
  | { readonly kind: 'refused'; readonly why: string };

export type Client<Kept, End = SessionEnd> = Generator<ClientAct<Kept>, End, ClientEvent>;

const hex = (code: number): string => `0x${code.toString(16).padStart(2, '0')}`;

/** Why an act was not done, or undefined where it was. */
export function failureOf(event: ClientEvent): SessionEnd | undefined {
  if (event.kind === 'done') return undefined;
  if (event.kind === 'error') return { kind: 'refused', why: `error ${hex(event.code)}` };
  return event.kind === 'lost' ? { kind: 'lost' } : { kind: 'silent' };
}
