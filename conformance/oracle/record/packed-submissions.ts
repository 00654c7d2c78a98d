import type { Identifier, Quantity, Reading } from '../../../contract/domain/index.ts';
import type { Answer, OpLine } from '../../history/lines.ts';
import { ByteTexts } from './byte-texts.ts';
import { KeptReading } from './kept-reading.ts';
import type { OpOf } from './patient-record.ts';

type SubmitOp = OpOf<'reading.submit'>;

/** What a reading and its operation are packed into. A field of the format that is not here cannot be packed. */
type Packed =
  | 'identifier'
  | 'patient'
  | 'measure'
  | 'code'
  | 'status'
  | 'effective'
  | 'result'
  | 'device'
  | 'mealContext'
  | 'furtherContexts'
  | 'sequenceNumber'
  | 'userEntered';
type Unpacked = Exclude<keyof Reading, Packed> | Exclude<keyof SubmitOp['act'], 'op' | 'reading' | Odd>;
type Odd = 'defect' | 'bundle' | 'source';
const NOTHING_IS_LOST: Unpacked extends never ? true : never = true;

/** What one device's readings have in common, answer included. */
interface Shape {
  readonly head: Pick<OpLine, 'lane' | 'via' | 'actor'>;
  readonly answer: Pick<Answer, 'code' | 'correlated'>;
  readonly system: string;
  readonly reading: Pick<Reading, 'patient' | 'measure' | 'code' | 'status' | 'device' | 'mealContext' | 'userEntered'>;
}

const sameId = (a: Identifier | undefined, b: Identifier | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.value === b.value && a.system === b.system);

const fits = ({ head, answer, system, reading }: Shape, op: SubmitOp): boolean => {
  const own = op.act.reading;
  return (
    head.lane === op.lane &&
    head.via === op.via &&
    head.actor === op.actor &&
    answer.code === op.answer.code &&
    answer.correlated === op.answer.correlated &&
    system === own.identifier.system &&
    sameId(reading.patient, own.patient) &&
    reading.measure === own.measure &&
    reading.code.code === own.code.code &&
    reading.code.system === own.code.system &&
    reading.status === own.status &&
    sameId(reading.device, own.device) &&
    reading.mealContext === own.mealContext &&
    reading.userEntered === own.userEntered
  );
};

const shapeOf = ({ lane, via, actor, answer, act }: SubmitOp): Shape => {
  const { patient, measure, code, status, device, mealContext, userEntered, identifier } = act.reading;
  return {
    head: { lane, via, actor },
    answer: { code: answer.code, ...(answer.correlated === undefined ? {} : { correlated: answer.correlated }) },
    system: identifier.system,
    reading: {
      patient,
      measure,
      code,
      status,
      ...(device === undefined ? {} : { device }),
      ...(mealContext === undefined ? {} : { mealContext }),
      ...(userEntered === undefined ? {} : { userEntered }),
    },
  };
};

/** Shapes of one patient; with more of them packing saves nothing. */
const MOST_SHAPES = 16;
const COLUMNS = 6;
const NO_NUMBER = -1;
const GROWTH = 1.5;

/** Answered with success, and nothing else to be said of it. */
const isPlain = ({ act, outcome, answer, output }: SubmitOp): boolean =>
  NOTHING_IS_LOST &&
  outcome === 'ok' &&
  output === undefined &&
  answer.refusal === undefined &&
  answer.explained === undefined &&
  act.defect === undefined &&
  act.bundle === undefined &&
  act.source === undefined &&
  act.reading.furtherContexts === undefined;

/**
 * The plain submissions of one patient, a tenth of the size that they have as lines. What no verdict rests on is let
 * go: wall time, the names of wire bytes, what an answer says beside its code.
 */
export class PackedSubmissions {
  readonly #shapes: Shape[] = [];
  /** Of each: name and time. */
  readonly #texts = new ByteTexts();
  readonly #quantities: Quantity[] = [];
  #count = 0;
  /** Of each: line, intended, sent, settled, the meter's own number, shape. */
  #numbers = new Float64Array(8 * COLUMNS);

  /** False: it has to be kept as it is. */
  add(op: SubmitOp): boolean {
    const { result, identifier, effective, sequenceNumber } = op.act.reading;
    if (!isPlain(op) || result.kind !== 'value') return false;
    let shape = this.#shapes.findIndex((s) => fits(s, op));
    if (shape === -1) {
      if (this.#shapes.length >= MOST_SHAPES) return false;
      shape = this.#shapes.push(shapeOf(op)) - 1;
    }
    if (!this.#keep(identifier.value, effective)) return false;
    const at = this.#count * COLUMNS;
    if (at === this.#numbers.length) {
      const larger = new Float64Array(Math.ceil((this.#count * GROWTH) / 8) * 8 * COLUMNS);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#count += 1;
    this.#quantities.push(result.quantity);
    this.#numbers[at] = op.seq;
    this.#numbers[at + 1] = op.intended;
    this.#numbers[at + 2] = op.sent;
    this.#numbers[at + 3] = op.settled;
    this.#numbers[at + 4] = sequenceNumber ?? NO_NUMBER;
    this.#numbers[at + 5] = shape;
    return true;
  }

  /** All of them as they were, in the order of adding. */
  unpack(): SubmitOp[] {
    const texts = this.#texts.all();
    return this.#quantities.map((quantity, i) =>
      this.#unpacked(i, texts[2 * i] ?? '', texts[2 * i + 1] ?? '', quantity),
    );
  }

  /** Both texts, or neither. */
  #keep(name: string, effective: string): boolean {
    const before = this.#texts.end;
    if (this.#texts.add(name) && this.#texts.add(effective)) return true;
    this.#texts.cutAt(before);
    return false;
  }

  #unpacked(i: number, name: string, effective: string, quantity: Quantity): SubmitOp {
    const number = (column: number): number => this.#numbers[i * COLUMNS + column] ?? 0;
    const shape = this.#shapes[number(5)];
    if (shape === undefined) throw new RangeError(`no line ${i}`);
    const sequenceNumber = number(4);
    const reading = new KeptReading(
      shape.reading,
      { identifier: { system: shape.system, value: name }, effective, result: { kind: 'value', quantity } },
      sequenceNumber === NO_NUMBER ? undefined : sequenceNumber,
    );
    return {
      kind: 'op',
      seq: number(0),
      ...shape.head,
      act: { op: 'reading.submit', reading },
      intended: number(1),
      sent: number(2),
      settled: number(3),
      wall: '',
      outcome: 'ok',
      answer: shape.answer,
    };
  }
}
