import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import type { Answer, OpLine } from '../../history/lines.ts';
import { KeptReading } from './kept-reading.ts';
import { PackedColumns, type PackedRow } from './packed-columns.ts';
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
type Unpacked = Exclude<keyof Reading, Packed> | Exclude<keyof SubmitOp['act'], 'op' | 'reading' | 'bundle' | Odd>;
type Odd = 'defect' | 'source' | 'transport' | 'condition';
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
const NONE = -1;

/** Answered with success, and nothing else to be said of it. */
const isPlain = ({ act, outcome, answer, output }: SubmitOp): boolean =>
  NOTHING_IS_LOST &&
  outcome === 'ok' &&
  output === undefined &&
  answer.refusal === undefined &&
  answer.explained === undefined &&
  act.defect === undefined &&
  act.source === undefined &&
  act.transport === undefined &&
  act.condition === undefined &&
  act.reading.furtherContexts === undefined;

/**
 * The plain submissions of one patient, a tenth of the size that they have as lines. What no verdict rests on is let
 * go: wall time, the names of wire bytes, what an answer says beside its code.
 */
export class PackedSubmissions {
  readonly #shapes: Shape[] = [];
  readonly #columns: PackedColumns;
  #last = NONE;
  #count = 0;

  /** `columns`: where they are held, with those of other patients. */
  constructor(columns = new PackedColumns()) {
    this.#columns = columns;
  }

  /** False: it has to be kept as it is. */
  add(op: SubmitOp): boolean {
    const { result, identifier, effective, sequenceNumber } = op.act.reading;
    if (!isPlain(op) || result.kind !== 'value') return false;
    let shape = this.#shapes.findIndex((s) => fits(s, op));
    if (shape === NONE) {
      if (this.#shapes.length >= MOST_SHAPES) return false;
      shape = this.#shapes.push(shapeOf(op)) - 1;
    }
    const row = this.#columns.add({
      seq: op.seq,
      intended: op.intended,
      sent: op.sent,
      settled: op.settled,
      number: sequenceNumber ?? NONE,
      shape,
      before: this.#last,
      name: identifier.value,
      effective,
      quantity: result.quantity,
      bundle: op.act.bundle,
    });
    if (row === undefined) return false;
    this.#last = row;
    this.#count += 1;
    return true;
  }

  get count(): number {
    return this.#count;
  }

  /** All of them as they were, in the order of adding. */
  unpack(): SubmitOp[] {
    const ops: SubmitOp[] = [];
    for (let row = this.#last; row !== NONE;) {
      const packed = this.#columns.at(row);
      ops.push(this.#unpacked(packed));
      row = packed.before;
    }
    return ops.toReversed();
  }

  #unpacked({
    seq,
    intended,
    sent,
    settled,
    number,
    shape: of,
    name,
    effective,
    quantity,
    bundle,
  }: PackedRow): SubmitOp {
    const shape = this.#shapes[of];
    if (shape === undefined) throw new RangeError(`no shape ${of}`);
    const reading = new KeptReading(
      shape.reading,
      { identifier: { system: shape.system, value: name }, effective, result: { kind: 'value', quantity } },
      number === NONE ? undefined : number,
    );
    return {
      kind: 'op',
      seq,
      ...shape.head,
      act: { op: 'reading.submit', reading, ...(bundle === undefined ? {} : { bundle }) },
      intended,
      sent,
      settled,
      wall: '',
      outcome: 'ok',
      answer: shape.answer,
    };
  }
}
