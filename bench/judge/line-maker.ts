import type { Act, Answer, HistoryLine, OpLine, Output, SeenLine } from '../../conformance/history/lines.ts';
import type { RandomStream } from '../../simulator/random.ts';
import { NS_PER_MS, wallAt } from './setting.ts';

/** One operation, times in milliseconds since the run began. */
export interface Performed {
  readonly lane: string;
  readonly via?: 'fhir' | 'hl7v2';
  readonly actor: string;
  readonly act: Act;
  readonly sentMs: number;
  readonly tookMs: number;
  readonly outcome?: OpLine['outcome'];
  readonly answer?: Answer;
  readonly output?: Output;
}

const ns = (ms: number): number => Math.round(ms * NS_PER_MS);

/** Numbers lines and gives them the look of a real run: logical ids, wire hashes, wall time. */
export class LineMaker {
  #seq = 0;
  readonly #random: RandomStream;

  constructor(random: RandomStream) {
    this.#random = random;
  }

  get count(): number {
    return this.#seq;
  }

  op(p: Performed): HistoryLine {
    const { via = 'fhir', outcome = 'ok', output } = p;
    this.#seq += 1;
    const answer: Answer =
      p.answer ??
      (via === 'hl7v2' ? { code: 'AA', correlated: true } : { code: '201', id: `Observation/o${this.#seq}` });
    return {
      kind: 'op',
      seq: this.#seq,
      lane: p.lane,
      via,
      actor: p.actor,
      act: p.act,
      intended: ns(p.sentMs),
      sent: ns(p.sentMs),
      settled: ns(p.sentMs + p.tookMs),
      wall: wallAt(p.sentMs),
      outcome,
      answer,
      ...(output === undefined ? {} : { output }),
      wire: outcome === 'unknown' ? { request: this.#hash() } : { request: this.#hash(), response: this.#hash() },
    };
  }

  seen(item: SeenLine['item'], afterMs: number, byMs: number): HistoryLine {
    this.#seq += 1;
    const [after, by] = [ns(afterMs), ns(byMs)];
    return { kind: 'seen', seq: this.#seq, surface: 'inbox', after, by, item, wire: this.#hash() };
  }

  end(atMs: number): HistoryLine {
    this.#seq += 1;
    return { kind: 'end', seq: this.#seq, at: ns(atMs), lag: 2 * NS_PER_MS, skipped: [] };
  }

  #hash(): string {
    let text = '';
    for (let i = 0; i < 8; i++) text += this.#random.int(0x1_0000_0000).toString(16).padStart(8, '0');
    return text;
  }
}
