import { createHash } from 'node:crypto';
import type { AckContent } from '../../../contract/wire/hl7v2/ack.ts';
import { type Answered, AnsweredBefore } from '../../answered/answered.ts';
import type { AnsweredTable } from '../../answered/table.ts';

/** An answer as it was sent: what was judged, and the bytes that told it. */
export interface Sent {
  readonly content: AckContent;
  readonly bytes: Buffer;
}

/** Keeps an answer in the transaction of what it tells of; gives the one that is to be sent. */
export type KeepSent = (sent: Sent) => Sent;

const hash = (of: string | Uint8Array): string => createHash('sha256').update(of).digest('base64');

const asKept = (digest: string, { content, bytes }: Sent): Answered => ({
  digest,
  text: bytes.toString('utf8'),
  ...(content.code === 'AA' ? {} : { refused: JSON.stringify(content) }),
});

/**
 * Answers of the latest messages, by sender and control id, kept with what the messages did: a restart, or another
 * instance of the same database, knows them too. The same message again gets the very same bytes without a second
 * effect; a refused one is judged anew, because refusals are not remembered (contract: Admission), and gets the same
 * bytes if the judgement is the same. Other bytes under a used control id are a reuse. Bounded by count and age: what is
 * forgotten goes to the pipeline again, which is idempotent on the business keys.
 */
export class Replay {
  readonly #answered: AnsweredTable;
  /** Messages that are being judged now: one for each connection at most. */
  readonly #inHand = new Map<string, { readonly digest: string; readonly done: Promise<void> }>();

  constructor(answered: AnsweredTable) {
    this.#answered = answered;
  }

  /**
   * The answer to `bytes` from the sender and under the id that `name` says, by `judge` unless it is known; undefined when
   * other bytes had this name. Rejects as `judge` does, and where the database cannot be read.
   */
  async answer(name: string, bytes: Uint8Array, judge: (keep: KeepSent) => Promise<Sent>): Promise<Buffer | undefined> {
    const [key, digest] = [hash(name), hash(bytes)];
    for (let first = this.#inHand.get(key); first !== undefined; first = this.#inHand.get(key)) {
      if (first.digest !== digest) return undefined;
      // oxlint-disable-next-line no-await-in-loop -- the same message on another connection: what became of it is known then
      await first.done;
    }
    const known = this.#answered.of(key);
    if (known !== undefined && known.digest !== digest) return undefined;
    if (known !== undefined && known.refused === undefined) return Buffer.from(known.text);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#inHand.set(key, { digest, done: promise });
    try {
      const sent = await judge((next) => {
        const stands = this.#answered.keep(key, asKept(digest, next));
        return { content: next.content, bytes: Buffer.from(stands.text) };
      });
      return sent.bytes;
    } catch (error) {
      if (!(error instanceof AnsweredBefore)) throw error;
      const { standing } = error;
      return standing.digest === digest ? Buffer.from(standing.text) : undefined;
    } finally {
      this.#inHand.delete(key);
      resolve();
    }
  }
}
