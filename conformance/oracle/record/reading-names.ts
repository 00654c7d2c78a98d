import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import { NumberOfText } from './number-of-text.ts';
import type { OpOf } from './patient-record.ts';

type SubmitOp = OpOf<'reading.submit'>;

/** For whom and what an identifier was used first. One object for all readings of a patient with one code. */
interface User {
  readonly patient: string;
  readonly system: string;
  readonly code: string;
  /** Its place in the list of what was used. */
  readonly at: number;
}

const isUse = ({ patient, system, code }: User, { reading }: SubmitOp['act'], key: string): boolean =>
  patient === key && code === reading.code.code && system === reading.code.system;

/**
 * Who used which reading identifier, over all patients. Nearly every one is used for one patient and one code: of
 * those no more than that is kept.
 */
export class ReadingNames {
  /** By system and value: who used it first, or all submissions under it where there is a second. */
  readonly #names = new Map<string, NumberOfText>();
  readonly #used: (User | SubmitOp[])[] = [];
  /** By patient. */
  readonly #own = new Map<string, User[]>();
  /** Patients that any contested one was used for. */
  readonly #rivals = new Set<string>();
  readonly #earlier: (patient: string) => readonly SubmitOp[];

  /** `earlier`: the submissions taken so far for a patient. */
  constructor(earlier: (patient: string) => readonly SubmitOp[]) {
    this.#earlier = earlier;
  }

  /** Takes a submission for a patient, before it is added to that patient's own. */
  add(op: SubmitOp, patient: string): void {
    const { identifier } = op.act.reading;
    let names = this.#names.get(identifier.system);
    if (names === undefined) this.#names.set(identifier.system, (names = new NumberOfText()));
    const known = this.#used[names.getOrSet(identifier.value, this.#user(op, patient))];
    if (Array.isArray(known)) {
      known.push(op);
      this.#rivals.add(patient);
    } else if (known !== undefined && !isUse(known, op.act, patient)) {
      const key = keyOf(identifier);
      const before = this.#earlier(known.patient).filter((o) => keyOf(o.act.reading.identifier) === key);
      names.set(identifier.value, this.#used.push([...before, op]) - 1);
      this.#rivals.add(known.patient).add(patient);
    }
  }

  /** Whether an identifier of this patient was used for another one or another code too. */
  isRival(patient: string): boolean {
    return this.#rivals.has(patient);
  }

  /** Submissions under an identifier that was used for more than one patient or code; of any other: none. */
  contested(key: string): readonly SubmitOp[] {
    if (this.#rivals.size === 0) return [];
    const bar = key.indexOf('|');
    const known = this.#of({ system: key.slice(0, bar), value: key.slice(bar + 1) });
    return Array.isArray(known) ? known : [];
  }

  /** Keys of the patients for whom it was used. */
  patients(id: Identifier): ReadonlySet<string> {
    const known = this.#of(id);
    if (known === undefined) return new Set();
    return new Set(Array.isArray(known) ? known.map((op) => keyOf(op.act.reading.patient)) : [known.patient]);
  }

  #of({ system, value }: Identifier): User | SubmitOp[] | undefined {
    const number = this.#names.get(system)?.get(value);
    return number === undefined ? undefined : this.#used[number];
  }

  #user({ act }: SubmitOp, patient: string): number {
    let own = this.#own.get(patient);
    if (own === undefined) this.#own.set(patient, (own = []));
    for (const user of own) if (isUse(user, act, patient)) return user.at;
    const { system, code } = act.reading.code;
    const user: User = { patient, system, code, at: this.#used.length };
    this.#used.push(user);
    own.push(user);
    return user.at;
  }
}
