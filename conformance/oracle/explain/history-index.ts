import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import type { HistoryLine, OpLine } from '../../history/lines.ts';
import { bareKey } from '../bare-key.ts';
import { isOp } from '../record/patient-record.ts';
import { isSentinelLane } from '../sight/sentinel-lane.ts';
import { patientOfOp } from '../record/patient-of-op.ts';

/** Something of a history that can be explained. */
export interface Subject {
  readonly kind: 'reading' | 'item' | 'order';
  readonly key: string;
  /** Key of the patient. */
  readonly patient: string;
  /** The line that names it first. */
  readonly line: number;
}

/**
 * What there is in a history, without its contents: fed line by line, it says where a name belongs, and which
 * lines the explanation of one patient needs. It keeps names alone, so that a history may be longer than memory.
 */
export class HistoryIndex {
  readonly #subjects = new Map<string, Subject>();
  readonly #ownersOfReading = new Map<string, Set<string>>();
  readonly #sentinels = new Set<string>();

  /** Takes the next line. Returns what it names for the first time. */
  take(line: HistoryLine): Subject | undefined {
    if (line.kind === 'seen') {
      const { item } = line;
      const [owner] = item.reading === undefined ? [] : (this.#ownersOfReading.get(keyOf(item.reading)) ?? []);
      // What a system says of the patient may be wrong; whose reading it is is known.
      return this.#add('item', item.identifier, owner ?? keyOf(item.patient), line.seq);
    }
    if (line.kind !== 'op') return undefined;
    if (isOp(line, 'order.submit', 'order.change'))
      return this.#add('order', line.act.order.identifier, keyOf(line.act.order.patient), line.seq);
    if (!isOp(line, 'reading.submit')) return undefined;
    const { identifier, patient } = line.act.reading;
    const key = keyOf(identifier);
    const owners = this.#ownersOfReading.get(key);
    if (owners === undefined) this.#ownersOfReading.set(key, new Set([keyOf(patient)]));
    else owners.add(keyOf(patient));
    if (isSentinelLane(line.lane)) this.#sentinels.add(key);
    return this.#add('reading', identifier, keyOf(patient), line.seq);
  }

  /** What goes by a name: a value, or `system|value`. */
  find(name: string): readonly Subject[] {
    return [...this.#subjects.values()].filter(({ key }) => key === name || bareKey(key) === name);
  }

  /** Every name, as a person would write it. */
  *names(): Generator<string> {
    for (const { key } of this.#subjects.values()) yield bareKey(key);
  }

  /** Whether a line bears on what can be said of a patient. Every line must have been taken before. */
  bearsOn(patient: string, line: HistoryLine): boolean {
    if (line.kind === 'seen') {
      const { item } = line;
      const reading = item.reading === undefined ? undefined : keyOf(item.reading);
      return (
        keyOf(item.patient) === patient ||
        (reading !== undefined && (this.#isOf(reading, patient) || this.#sentinels.has(reading)))
      );
    }
    return line.kind !== 'op' || this.#opBearsOn(patient, line);
  }

  #opBearsOn(patient: string, op: OpLine): boolean {
    if (isOp(op, 'reading.submit')) {
      const key = keyOf(op.act.reading.identifier);
      return this.#isOf(key, patient) || this.#sentinels.has(key);
    }
    if (isOp(op, 'item.act')) return this.#subjects.get(`item ${keyOf(op.act.item)} ${patient}`) !== undefined;
    // A person's own In Basket proves nothing about a patient.
    if (isOp(op, 'inbox.look') && op.act.person !== undefined) return false;
    const of = patientOfOp(op);
    return of === undefined || keyOf(of) === patient;
  }

  #isOf(reading: string, patient: string): boolean {
    return this.#ownersOfReading.get(reading)?.has(patient) === true;
  }

  #add(kind: Subject['kind'], id: Identifier, patient: string, line: number): Subject | undefined {
    const key = keyOf(id);
    const name = `${kind} ${key} ${patient}`;
    if (this.#subjects.has(name)) return undefined;
    const subject: Subject = { kind, key, patient, line };
    this.#subjects.set(name, subject);
    return subject;
  }
}
