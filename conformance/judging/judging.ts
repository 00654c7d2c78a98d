import type { Catalogue } from '../../contract/requirements/load.ts';
import type { HistoryLine } from '../history/lines.ts';
import { Oracle } from '../oracle/oracle.ts';
import { type OraclePart, resultOf } from '../oracle/oracle-result.ts';
import { SenderOracle } from '../oracle/sender/sender-oracle.ts';
import { type Share, WHOLE } from '../oracle/share.ts';
import { factsOf, type TallyPart } from '../verdict/gates/run-facts.ts';
import { RunTally } from '../verdict/gates/run-tally.ts';
import type { CanaryOutcome } from '../verdict/gates/canary.ts';
import type { RunVerdicts } from '../verdict/types.ts';
import type { Passed } from './share/share-parser.ts';
import { verdictsOf } from './verdicts-of.ts';

/** What came of one share of a history. Plain data: it may go from thread to thread. */
export interface JudgedPart {
  readonly oracle: OraclePart;
  readonly tally: TallyPart;
  /** Of the share that leads, where the run played a canary: what came of all of that. */
  readonly canary?: JudgedPart;
}

const judgedTogether = (
  [first, ...more]: readonly [JudgedPart, ...JudgedPart[]],
  catalogue: Catalogue,
  canary?: CanaryOutcome,
): RunVerdicts =>
  verdictsOf(
    resultOf([first.oracle, ...more.map((part) => part.oracle)]),
    factsOf([first.tally, ...more.map((part) => part.tally)]),
    catalogue,
    canary,
  );

/** The canary is judged by the oracle that judges the run, and by nothing else. */
const canaryOf = ({ canary }: JudgedPart, catalogue: Catalogue): CanaryOutcome | undefined =>
  canary === undefined
    ? undefined
    : {
        role: canary.oracle.run.role,
        selected: canary.oracle.run.selected,
        verdicts: judgedTogether([canary], catalogue),
      };

/** The verdicts on a history from what came of all its shares; the first is of the one that leads. */
export const verdictsTogether = (parts: readonly [JudgedPart, ...JudgedPart[]], catalogue: Catalogue): RunVerdicts =>
  judgedTogether(parts, catalogue, canaryOf(parts[0], catalogue));

/**
 * One history being judged, or a share of it, fed line by line in the order of the file, while the run goes on or from
 * a file: the same lines give the same verdicts. Throws RangeError if the first line is no `run` line.
 */
export class Judging {
  readonly #oracle: Oracle;
  readonly #tally = new RunTally();
  readonly #leads: boolean;
  #sender: SenderOracle | undefined;
  #canary: Judging | undefined;

  constructor(share: Share = WHOLE) {
    this.#oracle = new Oracle({ share });
    this.#leads = share.leads;
  }

  feed(line: HistoryLine | Passed): void {
    if (line.kind === 'canary') {
      if (this.#leads) (this.#canary ??= new Judging()).feed(line.line);
      return;
    }
    if (line.kind === 'run' && line.role === 'sender') this.#sender = new SenderOracle(line);
    else if (this.#sender !== undefined && line.kind !== 'passed') this.#sender.feed(line);
    if (line.kind !== 'passed') {
      this.#tally.feed(line, this.#oracle.feed(line));
      return;
    }
    this.#oracle.reach(line.until);
    if (line.sent !== undefined && line.wall !== undefined) this.#tally.clocks(line.sent, line.wall);
  }

  /** A line that was passed, read after all: another has counted it. */
  feedLate(line: HistoryLine): void {
    this.#oracle.feed(line);
  }

  /** Judges a patient, by key, before the history is over: see Oracle. The verdicts stay the same. */
  early(patient: string): boolean {
    return this.#sender === undefined && this.#oracle.early(patient);
  }

  /** Of what was fed; call it once. */
  part(): JudgedPart {
    const canary = this.#canary?.part();
    return {
      oracle: this.#sender?.part() ?? this.#oracle.part(),
      tally: this.#tally.part(),
      ...(canary === undefined ? {} : { canary }),
    };
  }

  /** Of what was fed, where that was all; call it once. */
  finish(catalogue: Catalogue): RunVerdicts {
    return verdictsTogether([this.part()], catalogue);
  }
}
