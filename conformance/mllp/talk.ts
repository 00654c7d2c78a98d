import type { AckMode, TransportTopic, WireDefect } from '../history/lines.ts';

/** What a message of a case is to be, beside a sound reading within its limits. */
export interface MessageKind {
  /** Absent: `stream`. */
  readonly topic?: TransportTopic;
  readonly mode?: AckMode;
  readonly defect?: WireDefect;
  /** Stands behind the identifier of its reading. */
  readonly named?: string;
  /** Changes the text of the message, segments ended by CR, before it is encoded. */
  readonly edit?: (text: string) => string;
  /** Changes its bytes, without the marks of the frame. */
  readonly bytes?: (content: Buffer) => Buffer;
}

/** One message of a case. `content` has no marks around it; `frame` has. */
export interface TalkMessage {
  readonly controlId: string;
  readonly content: Buffer;
  readonly frame: Buffer;
}

/** A TCP connection of its own, on which a case does as it likes. */
export interface Wire {
  /** Writes messages; `pieces` are what is written, one after the other with time for the peer to read between; unsaid: all frames in one piece. */
  send(messages: TalkMessage | readonly TalkMessage[], pieces?: readonly Buffer[]): Promise<void>;
  /** Writes bytes that are no message. `junk`: how many frames without HL7 are among them. */
  raw(bytes: Buffer, junk?: number): Promise<void>;
  /**
   * Waits until each message has so many acknowledgements (1), the peer has closed, or the time is up. True: each has exactly
   * so many. A case that goes on and on stops where it is false: what is wrong was seen, and the peer may be past answering.
   */
  answered(messages: TalkMessage | readonly TalkMessage[], acks?: number): Promise<boolean>;
  /** Stops reading, and reads on. */
  pause(): void;
  resume(): void;
  /** Sends FIN and still reads. */
  end(): void;
  /** Sends RST, in the middle of whatever it is. */
  reset(): void;
}

/** What a case has at hand. It asserts nothing: what it did and what came back is written down and judged elsewhere. */
export interface Talk {
  /** A new message about a new reading. `how`: what is done to it, for a person. */
  message(how: string, kind?: MessageKind): TalkMessage;
  /** The same message again, byte for byte; its answer is a matter of its own. */
  again(message: TalkMessage, how: string): TalkMessage;
  /** Another reading under the control id of `message`. */
  reuse(message: TalkMessage, how: string): TalkMessage;
  connect(): Promise<Wire>;
  /** For cases about idle connections. */
  idle(ms: number): Promise<void>;
}

/** One way of sending. */
export interface MllpCase {
  readonly name: string;
  /** What a receiver has to do, as a sentence. */
  readonly sentence: string;
  readonly topic: TransportTopic;
  play(talk: Talk): Promise<void>;
}

/** Cases of one topic, or of a part of it. */
export const cases = (
  topic: TransportTopic,
  table: Readonly<Record<string, readonly [sentence: string, play: (talk: Talk) => Promise<void>]>>,
): readonly MllpCase[] => Object.entries(table).map(([name, [sentence, play]]) => ({ name, sentence, topic, play }));
