import { hash } from 'node:crypto';
import { AnsweredBefore } from '../../answered/answered.ts';
import type { Answering } from '../../answered/answering.ts';

const digestOf = (of: string | Uint8Array): string => hash('sha256', of, 'base64');

/** A longer one would be in the way of its index. */
const LONGEST_KEY = 250;

/**
 * A name as it is where it can be: control ids of one sender mostly count up, so that new answers lie beside each other, and
 * a commit of many writes few pages; their hashes lie everywhere. A name is a JSON array, which no hash looks like.
 */
const keyOf = (name: string): string => (name.length <= LONGEST_KEY ? name : digestOf(name));

/**
 * Answers of the latest messages, by sender and control id. What an answer is made of is kept with what the message did: a
 * restart, or another instance of the same database, knows it too. The same message again gets the very same bytes without
 * a second effect; a refused one is judged anew, because refusals are not remembered (contract: Admission), and gets the
 * same bytes if the judgement is the same. Other bytes under a used control id are a reuse. Bounded by count and age: what
 * is forgotten goes to the pipeline again, which is idempotent on the business keys.
 */
export class Replay {
  /** Messages that are being judged now: one for each connection at most. */
  readonly #inHand = new Map<string, { readonly digest: string; readonly done: Promise<void> }>();

  /**
   * The answer to `bytes` from the sender and under the id that `name` says, by `judge`, which lets the pipeline keep it
   * so; or `again`, of the text that was kept, where it was answered before; undefined when other bytes had this name.
   * Rejects as `judge` does.
   */
  async answer(
    name: string,
    bytes: Uint8Array,
    judge: (kept: NonNullable<Answering['kept']>) => Promise<Buffer>,
    again: (text: string) => Buffer,
  ): Promise<Buffer | undefined> {
    const [key, digest] = [keyOf(name), digestOf(bytes)];
    for (let first = this.#inHand.get(key); first !== undefined; first = this.#inHand.get(key)) {
      if (first.digest !== digest) return undefined;
      // oxlint-disable-next-line no-await-in-loop -- the same message on another connection: what became of it is known then
      await first.done;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#inHand.set(key, { digest, done: promise });
    try {
      return await judge({ key, digest });
    } catch (error) {
      if (!(error instanceof AnsweredBefore)) throw error;
      return error.standing.digest === digest ? again(error.standing.text) : undefined;
    } finally {
      this.#inHand.delete(key);
      resolve();
    }
  }
}
