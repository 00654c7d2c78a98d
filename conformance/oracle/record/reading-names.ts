import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import type { OpOf } from './patient-record.ts';

type SubmitOp = OpOf<'reading.submit'>;

/** For whom and what an identifier was used first. One object for all readings of a patient with one code. */
interface User {
  readonly patient: string;
  readonly system: string;
  readonly code: string;
}

const isUse = ({ patient, system, code }: User, { reading }: SubmitOp['act'], key: string): boolean =>
  patient === key && code === reading.code.code && system === reading.code.system;

/**
 * Who used which reading identifier, over all patients. Nearly every one is used for one patient and one code: of
 * those no more than that is kept.
 */
export class ReadingNames {
  readonly #users = new Map<string, Map<string, User | SubmitOp[]>>();
  readonly #shared = new Map<string, User[]>();
  /** Any of them is. */
  #isContested = false;
  readonly #earlier: (patient: string) => readonly SubmitOp[];

  /** `earlier`: the submissions taken so far for a patient. */
  constructor(earlier: (patient: string) => readonly SubmitOp[]) {
    this.#earlier = earlier;
  }

  /** Takes a submission for a patient, before it is added to that patient's own. */
  add(op: SubmitOp, patient: string): void {
    const { identifier } = op.act.reading;
    let names = this.#users.get(identifier.system);
    if (names === undefined) this.#users.set(identifier.system, (names = new Map()));
    const known = names.get(identifier.value);
    if (known === undefined) names.set(identifier.value, this.#user(op, patient));
    else if (Array.isArray(known)) known.push(op);
    else if (!isUse(known, op.act, patient)) {
      const key = keyOf(identifier);
      const before = this.#earlier(known.patient).filter((o) => keyOf(o.act.reading.identifier) === key);
      names.set(identifier.value, [...before, op]);
      this.#isContested = true;
    }
  }

  /** Submissions under an identifier that was used for more than one patient or code; of any other: none. */
  contested(key: string): readonly SubmitOp[] {
    const known = this.#isContested ? this.#of(key) : undefined;
    return Array.isArray(known) ? known : [];
  }

  /** Keys of the patients for whom it was used. */
  patients(id: Identifier): ReadonlySet<string> {
    const known = this.#users.get(id.system)?.get(id.value);
    if (known === undefined) return new Set();
    return new Set(Array.isArray(known) ? known.map((op) => keyOf(op.act.reading.patient)) : [known.patient]);
  }

  #of(key: string): User | SubmitOp[] | undefined {
    const bar = key.indexOf('|');
    return this.#users.get(key.slice(0, bar))?.get(key.slice(bar + 1));
  }

  #user({ act }: SubmitOp, patient: string): User {
    let own = this.#shared.get(patient);
    if (own === undefined) this.#shared.set(patient, (own = []));
    const known = own.find((user) => isUse(user, act, patient));
    if (known !== undefined) return known;
    const { system, code } = act.reading.code;
    const user = { patient, system, code };
    own.push(user);
    return user;
  }
}
