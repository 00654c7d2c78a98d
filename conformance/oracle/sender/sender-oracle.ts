import type { HistoryLine, RunLine } from '../../history/lines.ts';
import { Ledger } from '../ledger.ts';
import type { LaneNumbers, OraclePart } from '../oracle-result.ts';
import { Panel } from '../panel.ts';
import { senderCase, type SenderCase } from './sender-case.ts';
import { SenderRecorder } from './sender-record.ts';
import { senderJudges } from './requirements/index.ts';

/**
 * The judge of senders: what must, must not and may arrive at the EHR, from what was shown at phones. Fed with the lines
 * behind the `run` line, in the order of the file. Pure: the same lines give the same result.
 */
export class SenderOracle {
  readonly #ledger = new Ledger();
  readonly #recorder: SenderRecorder;
  readonly #lanes = new Map<string, LaneNumbers>();
  readonly #errors = new Map<string, string>();

  constructor(run: RunLine) {
    this.#recorder = new SenderRecorder(run);
  }

  feed(line: HistoryLine): void {
    this.#recorder.take(line);
    if (line.kind === 'op') {
      this.#numbers(line.lane).ops += 1;
    } else if (line.kind === 'arrived') {
      const numbers = this.#numbers(line.lane);
      numbers.readings += 1;
      if (line.outcome === 'refused') numbers.refused += 1;
    }
  }

  /** Judges what was fed; call it once. */
  part(): OraclePart {
    const surroundings = this.#recorder.surroundings();
    for (const phone of this.#recorder.phones.values()) {
      this.#ledger.rank = phone.patient;
      this.#judge(senderCase(phone, surroundings));
    }
    const { requirements, lanes, broken } = this.#ledger;
    return {
      run: this.#recorder.run,
      end: surroundings.end,
      ledger: { requirements, lanes, broken },
      lanes: this.#lanes,
      // A sender goes by the phone's clock, which is the harness's own.
      virtualTime: false,
      errors: this.#errors,
      gathered: new Panel(new Ledger()).gathered(),
      delays: [],
    };
  }

  /** A judge that throws is asked no more: our own fault, and nobody's verdict. */
  #judge(of: SenderCase): void {
    for (const judge of senderJudges()) {
      if (this.#errors.has(judge.id)) continue;
      try {
        judge.judge(of, {
          report: (report) => this.#ledger.report(judge.id, report),
          may: () => this.#ledger.may(judge.id, of.lane),
        });
      } catch (error) {
        this.#errors.set(judge.id, error instanceof Error ? error.message : String(error));
      }
    }
  }

  #numbers(lane: string): LaneNumbers {
    const known = this.#lanes.get(lane);
    if (known !== undefined) return known;
    const fresh: LaneNumbers = { ops: 0, readings: 0, refused: 0, items: 0 };
    this.#lanes.set(lane, fresh);
    return fresh;
  }
}
