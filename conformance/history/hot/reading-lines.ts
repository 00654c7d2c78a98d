import { MealContext, type Quantity, type Reading, UnitCode } from '../../../contract/domain/index.ts';
import type { Answer, OpLine } from '../lines.ts';
import { Cursor } from './cursor.ts';
import { DECIMAL, INSTANT, oneOf } from './patterns.ts';
import { Pieces } from './pieces.ts';
import { type Shape, shapeOf } from './reading-shape.ts';
import { apart, type Shared } from './shared.ts';

const MOST_SEQUENCE = 65_535;
const INSTANT_TEXT = new RegExp(`^${INSTANT}$`);
const QUANTITY = new RegExp(`^\\{"value":"${DECIMAL}","unit":"${oneOf(UnitCode.options)}"\\}$`);
const MEAL_CONTEXTS: ReadonlySet<string> = new Set(MealContext.options);
const isMealContext = (text: string): text is MealContext => MEAL_CONTEXTS.has(text);
/** Past this many no more are remembered: a history of nothing but different ones must not fill memory. */
const MOST_SHAPES = 100_000;
/** Shapes of what one key stands for; with more of them looking for one takes longer than reading the line anew. */
const MOST_OF_ONE = 8;
/** So many characters before the measure, the end of the patient's name, tell nearly every patient from the others. */
const KEY_LENGTH = 16;
const MEASURE = '"},"measure":"';
/** So many characters at least stand before that. */
const BEFORE_MEASURE = 150;

/**
 * Reads the lines of answered readings. The readings of one device differ in a name, a few numbers and times: all that
 * stands between them is compared with the line before. What comes of a line is what the schema gives.
 */
export class ReadingLines {
  readonly #shared: Shared;
  readonly #shapes = new Map<string, Shape[]>();
  readonly #quantities: Pieces<Quantity>;
  #shapeCount = 0;

  constructor(shared: Shared) {
    this.#shared = shared;
    this.#quantities = new Pieces(QUANTITY, shared);
  }

  /**
   * The line of an answered reading from its text, or undefined where it is another line or is written in another
   * way: then it has to be read as JSON and held to the schema. The text must be ASCII. `wire`: with the names of its
   * wire bytes.
   */
  read(text: string, wire: boolean): OpLine | undefined {
    const measure = text.indexOf(MEASURE, BEFORE_MEASURE);
    if (measure < KEY_LENGTH) return undefined;
    const key = text.slice(measure - KEY_LENGTH, measure);
    for (const shape of this.#shapes.get(key) ?? []) {
      const line = this.#alike(text, wire, shape);
      if (line !== undefined) return line;
    }
    return this.#first(text, wire, key);
  }

  /** A line like one that was read before. */
  #alike(text: string, wire: boolean, { head, said, kind, kindSaid, device, deviceSaid }: Shape): OpLine | undefined {
    const cursor = new Cursor(text);
    cursor.must('{"kind":"op","seq":');
    const seq = cursor.whole();
    if (cursor.failed || seq === 0 || !cursor.may(head)) return undefined;
    const name = cursor.text();
    if (name === '' || name.length > 255 || !cursor.may(kind)) return undefined;
    const effective = cursor.raw();
    if (cursor.failed || !INSTANT_TEXT.test(effective) || !cursor.may('","result":{"kind":"value","quantity":'))
      return undefined;
    const quantity = this.#quantities.get(cursor.upTo('}'));
    if (quantity === undefined || !cursor.may('}') || !cursor.may(device)) return undefined;
    const reading: Reading = {
      identifier: { system: said.act.reading.identifier.system, value: name },
      patient: kindSaid.patient,
      measure: kindSaid.measure,
      code: kindSaid.code,
      status: kindSaid.status,
      effective: apart(effective),
      result: { kind: 'value', quantity },
    };
    if (deviceSaid !== undefined) reading.device = deviceSaid;
    if (cursor.may(',"mealContext":"')) {
      const context = this.#shared.text(cursor.raw());
      if (!isMealContext(context)) return undefined;
      reading.mealContext = context;
      cursor.must('"');
    }
    if (cursor.may(',"sequenceNumber":')) {
      const number = cursor.whole();
      if (number > MOST_SEQUENCE) return undefined;
      reading.sequenceNumber = number;
    }
    if (cursor.may(',"userEntered":')) {
      reading.userEntered = cursor.may('true');
      if (!reading.userEntered) cursor.must('false');
    }
    cursor.must('}},"intended":');
    const intended = cursor.whole();
    cursor.must(',"sent":');
    const sent = cursor.whole();
    cursor.must(',"settled":');
    const settled = cursor.whole();
    cursor.must(',"wall":"');
    const wall = cursor.raw();
    cursor.must('","outcome":"ok","answer":{"code":"');
    if (cursor.failed || !INSTANT_TEXT.test(wall)) return undefined;
    const answer: Answer = { code: this.#shared.text(cursor.text()) };
    cursor.must('"');
    if (cursor.may(',"id":"')) {
      answer.id = cursor.text();
      cursor.must('"');
    }
    if (cursor.may(',"correlated":')) {
      answer.correlated = cursor.may('true');
      if (!answer.correlated) cursor.must('false');
    }
    cursor.must('}');
    const line: OpLine = {
      kind: 'op',
      seq,
      lane: said.lane,
      via: said.via,
      actor: said.actor,
      act: { op: 'reading.submit', reading },
      intended,
      sent,
      settled,
      wall: apart(wall),
      outcome: 'ok',
      answer,
    };
    if (cursor.may(',"wire":{"request":"')) readWire(cursor, line, wire);
    cursor.must('}');
    return cursor.failed || !cursor.isAtEnd ? undefined : line;
  }

  /** A line of a shape that was not seen before. */
  #first(text: string, wire: boolean, key: string): OpLine | undefined {
    const shape = shapeOf(text, this.#shared);
    if (shape === undefined) return undefined;
    const line = this.#alike(text, wire, shape);
    const before = this.#shapes.get(key) ?? [];
    if (line === undefined || before.length >= MOST_OF_ONE || this.#shapeCount >= MOST_SHAPES) return line;
    this.#shapeCount += 1;
    this.#shapes.set(before.length === 0 ? apart(key) : key, [...before, shape]);
    return line;
  }
}

const readWire = (cursor: Cursor, line: OpLine, wire: boolean): void => {
  if (wire) {
    const request = cursor.text();
    cursor.must('","response":"');
    line.wire = { request, response: cursor.text() };
  } else {
    cursor.pastText();
    cursor.must('","response":"');
    cursor.pastText();
  }
  cursor.must('"}');
};
