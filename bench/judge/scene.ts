import type { HistoryLine } from '../../conformance/history/lines.ts';
import { randomStream, type RandomStream } from '../../simulator/random.ts';
import { Due } from './due.ts';
import { LineMaker, type Performed } from './line-maker.ts';
import { SEED } from './setting.ts';

const LOOK_EVERY_MS = 250;
/** A look lists what came into sight so long ago at most. */
const LOOKS_BACK_MS = 500;

/** Time, chance and what is still to come in one generated run. Milliseconds since it began. */
export class Scene {
  readonly random: RandomStream = randomStream(SEED, 'bench', 'judge');
  readonly #make = new LineMaker(randomStream(SEED, 'bench', 'wire'));
  readonly #later = new Due<(ms: number) => HistoryLine>();
  #shown: { readonly at: number; readonly key: string }[] = [];
  #lookMs = 0;
  ms = 1;

  /** Lines made so far. */
  get count(): number {
    return this.#make.count;
  }

  op(performed: Omit<Performed, 'sentMs' | 'tookMs'> & { sentMs?: number; tookMs?: number }): HistoryLine {
    return this.#make.op({ sentMs: this.ms, tookMs: this.random.between(3, 9), ...performed });
  }

  /** A line to be written when the run has come to `ms`. */
  later(ms: number, line: (ms: number) => HistoryLine): void {
    this.#later.push(ms, line);
  }

  seen(item: Parameters<LineMaker['seen']>[0], afterMs: number, byMs: number): HistoryLine {
    this.#shown.push({ at: byMs, key: `${item.identifier.system}|${item.identifier.value}` });
    return this.#make.seen(item, afterMs, byMs);
  }

  end(): HistoryLine {
    return this.#make.end(this.ms);
  }

  /** Lets time pass until `ms`: everything that is due by then, and the looks that are written down. */
  *until(ms: number): Generator<HistoryLine> {
    for (;;) {
      const lookMs = this.#lookMs + LOOK_EVERY_MS;
      const due = this.#later.pop(Math.min(ms, lookMs));
      if (due !== undefined) yield due.value(due.at);
      else if (lookMs <= ms) yield this.#look(lookMs);
      else break;
    }
    this.ms = Math.max(this.ms, ms);
  }

  #look(ms: number): HistoryLine {
    this.#lookMs = ms;
    this.#shown = this.#shown.filter((s) => s.at >= ms - LOOKS_BACK_MS);
    return this.op({
      lane: 'observer',
      actor: 'ehr',
      act: { op: 'inbox.look', surface: 'inbox' },
      sentMs: ms,
      answer: { code: '200' },
      output: { look: { pages: 1, items: this.#shown.map((s) => s.key), complete: true } },
    });
  }
}
