import { createHash } from 'node:crypto';
import type { AckContent } from '../../../contract/wire/hl7v2/ack.ts';

/** An answer as it was sent: what was judged, and the bytes that told it. */
export interface Sent {
  readonly content: AckContent;
  readonly bytes: Buffer;
}

interface Remembered {
  readonly digest: string;
  readonly sent: Promise<Sent>;
}

const sameContent = (a: AckContent, b: AckContent): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Answers of the latest messages, by sender and control id. The same message again gets the very
 * same bytes without a second effect; a refused one is judged anew, because refusals are not
 * remembered (contract: Admission), and gets the same bytes if the judgement is the same. Other bytes
 * under a used control id are a reuse. Bounded, in memory: what is forgotten, or lost with a restart,
 * goes to the pipeline again, which is idempotent on the business keys; only the reuse of a
 * forgotten control id then stays unnoticed.
 */
export class Replay {
  readonly #most: number;
  readonly #known = new Map<string, Remembered>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The answer to `bytes` under `key`, by `judge` unless it is known; undefined when other bytes had this key. */
  answer(key: string, bytes: Uint8Array, judge: () => Promise<Sent>): Promise<Sent> | undefined {
    const digest = createHash('sha256').update(bytes).digest('base64');
    const before = this.#known.get(key);
    if (before !== undefined && before.digest !== digest) return undefined;
    const sent = before === undefined ? judge() : this.#again(before.sent, judge);
    this.#known.delete(key);
    this.#known.set(key, { digest, sent });
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.#most && oldest !== undefined) this.#known.delete(oldest);
    return sent;
  }

  async #again(before: Promise<Sent>, judge: () => Promise<Sent>): Promise<Sent> {
    const known = await before;
    if (known.content.code === 'AA') return known;
    const anew = await judge();
    return sameContent(known.content, anew.content) ? known : anew;
  }
}
