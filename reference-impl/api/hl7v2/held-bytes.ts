/** What one connection holds of messages that it has not answered. */
export interface Share {
  /** It holds so much now; false: it is one of those for which there is no room. */
  holds(bytes: number): boolean;
}

/** So much each connection may hold, whatever the others do: ordinary messages, and several of them. */
export const ALWAYS_BYTES = 64 * 1024;

/**
 * Bytes that all connections hold together. Past `mostBytes` there is no room for who holds more than
 * {@link ALWAYS_BYTES}: whoever fills it up with great messages that have no end keeps nobody from sending a reading.
 */
export const createHeldBytes = (mostBytes: number): (() => Share) => {
  let held = 0;
  return () => {
    let own = 0;
    return {
      holds: (bytes) => {
        held += bytes - own;
        own = bytes;
        return held <= mostBytes || own <= ALWAYS_BYTES;
      },
    };
  };
};
