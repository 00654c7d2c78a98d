/** What a client does to a server, and what passes on the link by itself. `send`: the link is free for the server's next packet. */
export type AttRequest =
  | { readonly kind: 'connect'; readonly mtu?: number }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'read'; readonly characteristic: string }
  | { readonly kind: 'write'; readonly characteristic: string; readonly value: Uint8Array }
  /** Writes the Client Characteristic Configuration: 0 nothing, 1 notifications, 2 indications. */
  | { readonly kind: 'configure'; readonly characteristic: string; readonly value: number }
  /** The client has the indication. */
  | { readonly kind: 'confirm' }
  | { readonly kind: 'send' };

/** A packet that a server sends of its own accord. An indication is followed by no other until it is confirmed. */
export interface ServerPacket {
  readonly kind: 'notification' | 'indication';
  readonly characteristic: string;
  readonly value: Uint8Array;
}

export type AttAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'value'; readonly value: Uint8Array }
  | { readonly kind: 'error'; readonly code: number }
  | ServerPacket
  /** Nothing to send. */
  | { readonly kind: 'idle' };

/** A server's next state and what it says. */
export interface Turn<State> {
  readonly state: State;
  readonly answer: AttAnswer;
}

/** A GATT server as a pure function: the same state and request give the same turn, whenever that is. */
export type ServerStep<State> = (state: State, request: AttRequest) => Turn<State>;

export const DONE = { kind: 'done' } as const;
export const IDLE = { kind: 'idle' } as const;
export const attError = (code: number): AttAnswer => ({ kind: 'error', code });

/** Error codes of the Attribute Protocol. Known from memory. */
export const ATT = {
  readNotPermitted: 0x02,
  writeNotPermitted: 0x03,
  attributeNotFound: 0x0a,
  invalidLength: 0x0d,
  valueNotAllowed: 0x13,
} as const;

/** The Glucose Service 1.0 numbered these itself; later meters use the common ones. A client has to know both. Source: realism facts 5.4. */
export const PROFILE_ERROR = {
  service: { procedureInProgress: 0x80, notConfigured: 0x81 },
  common: { procedureInProgress: 0xfe, notConfigured: 0xfd },
} as const;

/** What a link carries where nobody asked for more. */
export const SMALLEST_MTU = 23;
/** A notification's own code and handle take three bytes of the MTU. */
const ATT_HEADER_BYTES = 3;

/** As much of a value as one packet carries. The rest is lost: that is what the protocol does. */
export const thatFits = (value: Uint8Array, mtu: number): Uint8Array => value.subarray(0, mtu - ATT_HEADER_BYTES);

export const agreedMtu = (asked: number | undefined): number => Math.max(SMALLEST_MTU, asked ?? SMALLEST_MTU);
