import { keyOf } from '../../../contract/domain/index.ts';
import type {
  ArrivedLine,
  EndLine,
  FaultLine,
  HistoryLine,
  Mono,
  OpLine,
  RunLine,
  SenderTerms,
} from '../../history/lines.ts';
import { isOp, type OpOf } from '../record/patient-record.ts';

/** All that a history holds about one phone. Lists are in the order of the file. */
export interface PhoneRecord {
  readonly patient: string;
  readonly enrol: OpOf<'phone.enrol'>;
  readonly permissions: OpOf<'phone.permission'>[];
  readonly shows: OpOf<'phone.show'>[];
  readonly deletions: OpOf<'phone.delete'>[];
  readonly arrivals: ArrivedLine[];
  readonly faults: FaultLine[];
}

/** What the whole run says of every phone in it. */
export interface SenderSurroundings {
  readonly terms: SenderTerms;
  readonly backfill: RunLine['policies']['backfill'];
  /** The run's last line; undefined: it was cut off. */
  readonly end: EndLine | undefined;
  /** The last instant that is known, monotonic. */
  readonly last: Mono;
}

/** Where a run of a sender does not say what it is held to. Source: contract, Deadlines. */
const DEFAULT_TERMS: SenderTerms = { forward: 60_000, recovery: 60_000 };

/** Puts the lines of a run of a sender in order, phone by phone. */
export class SenderRecorder {
  readonly phones = new Map<string, PhoneRecord>();
  readonly #run: RunLine;
  readonly #general: FaultLine[] = [];
  #end: EndLine | undefined;
  #last: Mono = 0;

  constructor(run: RunLine) {
    this.#run = run;
  }

  /** Takes a line of any kind but `run`. What concerns a phone that was never enrolled is nobody's. */
  take(line: HistoryLine): void {
    if (line.kind === 'op') this.#op(line);
    else if (line.kind === 'arrived') {
      this.phones.get(keyOf(line.phone))?.arrivals.push(line);
      this.#reach(line.answered);
    } else if (line.kind === 'fault') {
      if (line.patient === undefined) this.#general.push(line);
      else this.phones.get(keyOf(line.patient))?.faults.push(line);
      this.#reach(line.until);
    } else if (line.kind === 'end') {
      this.#end = line;
      this.#reach(line.at);
    }
  }

  get run(): RunLine {
    return this.#run;
  }

  /** To be asked when all was taken. */
  surroundings(): SenderSurroundings {
    for (const phone of this.phones.values()) phone.faults.push(...this.#general);
    this.#general.length = 0;
    const { sender, policies } = this.#run;
    return {
      terms: sender ?? DEFAULT_TERMS,
      backfill: policies.backfill,
      end: this.#end,
      last: this.#last,
    };
  }

  #op(op: OpLine): void {
    this.#reach(op.settled);
    if (isOp(op, 'phone.enrol')) {
      const patient = keyOf(op.act.patient);
      if (!this.phones.has(patient))
        this.phones.set(patient, {
          patient,
          enrol: op,
          permissions: [],
          shows: [],
          deletions: [],
          arrivals: [],
          faults: [],
        });
    } else if (isOp(op, 'phone.permission')) this.phones.get(keyOf(op.act.patient))?.permissions.push(op);
    else if (isOp(op, 'phone.show')) this.phones.get(keyOf(op.act.patient))?.shows.push(op);
    else if (isOp(op, 'phone.delete')) this.phones.get(keyOf(op.act.patient))?.deletions.push(op);
  }

  #reach(mono: Mono): void {
    if (mono > this.#last) this.#last = mono;
  }
}
