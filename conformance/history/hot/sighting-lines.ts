import {
  type Identifier,
  InboxItem,
  Interpretation,
  ItemKind,
  ItemStatus,
  Measure,
  StatusEvent,
} from '../../../contract/domain/index.ts';
import type { SeenLine } from '../lines.ts';
import { Cursor } from './cursor.ts';
import { DECIMAL, IDENTIFIER, INSTANT, oneOf, TEXT } from './patterns.ts';
import { Pieces } from './pieces.ts';
import type { Shared } from './shared.ts';

type Shown = NonNullable<InboxItem['value']>;

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`);

const INTERPRETATIONS = `"${oneOf(Interpretation.options)}"`;
const MOST_CHARACTERS = 255;

/** One of the words that an enumeration has. */
const wordOf =
  <T extends string>(options: readonly T[]) =>
  (text: string): T | undefined =>
    options.find((option) => option === text);

const kindOf = wordOf(ItemKind.options);
const statusOf = wordOf(ItemStatus.options);
const measureOf = wordOf(Measure.options);
const routeOf = wordOf(InboxItem.shape.routedAs.unwrap().options);
const priorityOf = wordOf(InboxItem.shape.priority.unwrap().options);
const eventOf = wordOf(StatusEvent.shape.status.options);

/**
 * Reads the lines of items that came into sight, one in seven of a long history, as they are nearly always: an item of
 * the rules for one reading. What comes of a line is what the schema gives, with shared values in it.
 */
export class SightingLines {
  readonly #shared: Shared;
  readonly #identifiers: Pieces<Identifier>;
  readonly #quantities: Pieces<Shown>;
  readonly #interpretations: Pieces<InboxItem['interpretation']>;
  readonly #instant = whole(INSTANT);

  constructor(shared: Shared) {
    this.#shared = shared;
    this.#identifiers = new Pieces(whole(IDENTIFIER), shared);
    this.#quantities = new Pieces(whole(`\\{"value":"${DECIMAL}","unit":"${TEXT}"\\}`), shared);
    this.#interpretations = new Pieces(whole(`\\[(?:${INTERPRETATIONS}(?:,${INTERPRETATIONS})*)?\\]`), shared);
  }

  /**
   * The line from its text, or undefined where it is another line or is written in another way: then it has to be read
   * as JSON and held to the schema. The text must be ASCII. `wire`: with the name of its wire bytes.
   */
  read(text: string, wire: boolean): SeenLine | undefined {
    const cursor = new Cursor(text);
    if (!cursor.may('{"kind":"seen","seq":')) return undefined;
    const seq = cursor.whole();
    cursor.must(',"surface":"');
    const surface = this.#shared.text(cursor.text());
    cursor.must('","after":');
    const after = cursor.may('null') ? null : cursor.whole();
    cursor.must(',"by":');
    const by = cursor.whole();
    cursor.must(',"item":{"identifier":');
    const item = cursor.failed || seq === 0 ? undefined : this.#item(cursor);
    if (item === undefined) return undefined;
    const line: SeenLine = { kind: 'seen', seq, surface, after, by, item };
    if (cursor.may(',"wire":"')) {
      if (wire) line.wire = cursor.text();
      else cursor.pastText();
      cursor.must('"');
    }
    cursor.must('}');
    return cursor.failed || !cursor.isAtEnd ? undefined : line;
  }

  #item(cursor: Cursor): InboxItem | undefined {
    const identifier = this.#own(cursor);
    cursor.must(',"version":');
    const version = cursor.whole();
    const kind = word(cursor, ',"kind":"', kindOf);
    const status = word(cursor, ',"status":"', statusOf);
    const withdrawal = this.#text(cursor, ',"withdrawal":"');
    const patient = this.#piece(cursor, ',"patient":', '}', this.#identifiers);
    const order = this.#piece(cursor, ',"order":', '}', this.#identifiers);
    const measure = word(cursor, ',"measure":"', measureOf);
    const recipient = this.#piece(cursor, ',"recipient":', '}', this.#identifiers);
    const routedAs = word(cursor, ',"routedAs":"', routeOf);
    const rule = this.#text(cursor, ',"rule":"');
    const interpretation = this.#piece(cursor, ',"interpretation":', ']', this.#interpretations);
    if (cursor.failed || version === 0 || kind === undefined || status === undefined) return undefined;
    if (patient === undefined || order === undefined || recipient === undefined || interpretation === undefined)
      return undefined;
    const item: InboxItem = {
      identifier,
      version,
      kind,
      status,
      patient,
      order,
      recipient,
      interpretation,
      history: [],
    };
    if (withdrawal !== undefined) item.withdrawal = withdrawal;
    if (measure !== undefined) item.measure = measure;
    if (routedAs !== undefined) item.routedAs = routedAs;
    if (rule !== undefined) item.rule = rule;
    this.#shown(cursor, item);
    this.#story(cursor, item);
    return cursor.failed ? undefined : item;
  }

  /** What it shows of its reading. */
  #shown(cursor: Cursor, item: InboxItem): void {
    if (cursor.may(',"reading":')) item.reading = this.#own(cursor);
    const value = this.#piece(cursor, ',"value":', '}', this.#quantities);
    if (value !== undefined) item.value = value;
    const effective = this.#time(cursor, ',"effective":"');
    if (effective !== undefined) item.effective = effective;
    const submitted = this.#time(cursor, ',"submitted":"');
    if (submitted !== undefined) item.submitted = submitted;
    if (cursor.may(',"late":')) {
      item.late = cursor.may('true');
      if (!item.late) cursor.must('false');
    }
    const limit = this.#piece(cursor, ',"limit":', '}', this.#quantities);
    if (limit !== undefined) item.limit = limit;
    const limitFrom = this.#time(cursor, ',"limitFrom":"');
    if (limitFrom !== undefined) item.limitFrom = this.#shared.text(limitFrom);
  }

  /** What became of it. */
  #story(cursor: Cursor, item: InboxItem): void {
    const priority = word(cursor, ',"priority":"', priorityOf);
    if (priority !== undefined) item.priority = priority;
    const created = this.#time(cursor, ',"created":"');
    if (created !== undefined) item.created = created;
    // Most items were submitted, created and new at one instant: one text.
    if (created !== undefined && item.submitted === created) item.submitted = created;
    cursor.must(',"history":[');
    while (!cursor.failed && !cursor.may(']}')) {
      if (item.history.length > 0) cursor.must(',');
      const status = word(cursor, '{"status":"', eventOf);
      const at = this.#time(cursor, ',"at":"');
      const actor = this.#text(cursor, ',"actor":"');
      cursor.must('}');
      if (status === undefined || at === undefined || actor === undefined) cursor.fail();
      else item.history.push({ status, at: at === created ? created : at, actor });
    }
  }

  /** An identifier that few lines hold. */
  #own(cursor: Cursor): Identifier {
    cursor.must('{"system":"');
    const system = this.#shared.text(cursor.text());
    cursor.must('","value":"');
    const value = cursor.text();
    cursor.must('"}');
    if (![system, value].every((text) => text.length > 0 && text.length <= MOST_CHARACTERS)) cursor.fail();
    return { system, value };
  }

  /** Undefined: there is no such member. A text that many lines hold. */
  #text(cursor: Cursor, member: string): string | undefined {
    if (!cursor.may(member)) return undefined;
    const text = this.#shared.text(cursor.text());
    cursor.must('"');
    return text;
  }

  #time(cursor: Cursor, member: string): string | undefined {
    if (!cursor.may(member)) return undefined;
    const text = cursor.text();
    cursor.must('"');
    if (!this.#instant.test(text)) cursor.fail();
    return text;
  }

  #piece<T>(cursor: Cursor, member: string, end: string, pieces: Pieces<T>): T | undefined {
    if (!cursor.may(member)) return undefined;
    const found = cursor.upTo(end);
    if (cursor.failed) return undefined;
    const made = pieces.get(found);
    if (made === undefined) cursor.fail();
    return made;
  }
}

const word = <T extends string>(
  cursor: Cursor,
  member: string,
  known: (text: string) => T | undefined,
): T | undefined => {
  if (!cursor.may(member)) return undefined;
  const found = known(cursor.raw());
  cursor.must('"');
  if (found === undefined) cursor.fail();
  return found;
};
