import { PacketReader, PacketWriter } from './bytes.ts';
import { readWallTime, writeWallTime, type WallTime } from './date-time.ts';
import { PacketProblem } from './problem.ts';

/** Which records: by their number, by the time that the user saw, or by their place in the memory. */
export type RacpSelection =
  | { readonly operator: 'all' | 'first' | 'last' }
  | { readonly operator: 'at-most' | 'at-least'; readonly filter: 'sequence'; readonly value: number }
  | { readonly operator: 'at-most' | 'at-least'; readonly filter: 'time'; readonly value: WallTime }
  | { readonly operator: 'range'; readonly filter: 'sequence'; readonly low: number; readonly high: number }
  | { readonly operator: 'range'; readonly filter: 'time'; readonly low: WallTime; readonly high: WallTime };

/** What a client writes to the Record Access Control Point, 0x2A52. */
export type RacpRequest =
  | { readonly op: 'report' | 'delete' | 'count'; readonly selection: RacpSelection }
  | { readonly op: 'abort' };

/** What the server indicates on it. */
export type RacpResponse =
  | { readonly op: 'count-response'; readonly count: number }
  /** `request` is the op code that is answered, {@link RACP_OP} or one that nobody knows. */
  | { readonly op: 'response'; readonly request: number; readonly result: RacpResult };

/** Source: realism facts 5.4. */
export const RACP_OP = { report: 1, delete: 2, abort: 3, count: 4, 'count-response': 5, response: 6 } as const;
export const RACP_OPERATOR = { null: 0, all: 1, 'at-most': 2, 'at-least': 3, range: 4, first: 5, last: 6 } as const;
const FILTER = { sequence: 1, time: 2 } as const;
export const RACP_RESULT = {
  success: 1,
  'op-code-not-supported': 2,
  'invalid-operator': 3,
  'operator-not-supported': 4,
  'invalid-operand': 5,
  'no-records-found': 6,
  'abort-unsuccessful': 7,
  'not-completed': 8,
  'operand-not-supported': 9,
} as const;
export type RacpResult = keyof typeof RACP_RESULT;

const NAME = 'record access';

const problem = (reason: PacketProblem['reason'], field: string, what: string, expected: string): PacketProblem =>
  new PacketProblem(reason, `${NAME}.${field}`, what, expected);

const nameOf = <Name extends string>(codes: Readonly<Record<Name, number>>, code: number): Name | undefined => {
  for (const name in codes) if (codes[name] === code) return name;
  return undefined;
};

/**
 * A request. Throws a PacketProblem whose reason is the part that cannot be carried out: `op-code`, `operator`,
 * `filter` or `operand`; bytes too few or too many are `truncated` or `trailing-bytes`.
 */
export function decodeRacpRequest(bytes: Uint8Array): RacpRequest {
  const reader = new PacketReader(NAME, bytes);
  const code = reader.u8('op code');
  const op = nameOf(RACP_OP, code);
  if (op === undefined || op === 'count-response' || op === 'response') {
    throw problem('op-code', 'op code', `${code} is no request`, '1 report, 2 delete, 3 abort, 4 count');
  }
  const operator = reader.u8('operator');
  if (op === 'abort') {
    if (operator !== RACP_OPERATOR.null) throw problem('operator', 'operator', `${operator} with an abort`, '0');
    reader.end();
    return { op };
  }
  const selection = readSelection(reader, operator);
  reader.end();
  return { op, selection };
}

function readSelection(reader: PacketReader, code: number): RacpSelection {
  const operator = nameOf(RACP_OPERATOR, code);
  if (operator === undefined || operator === 'null') {
    throw problem('operator', 'operator', `${code} selects nothing`, '1 to 6');
  }
  if (operator === 'all' || operator === 'first' || operator === 'last') return { operator };
  const filterCode = reader.u8('filter');
  const filter = nameOf(FILTER, filterCode);
  if (filter === undefined) throw problem('filter', 'filter', `${filterCode} is no filter`, '1 sequence, 2 time');
  if (filter === 'sequence') {
    const value = reader.u16('operand');
    return operator === 'range' ? inOrder(filter, value, reader.u16('operand')) : { operator, filter, value };
  }
  const value = readWallTime(reader, 'operand');
  return operator === 'range' ? inOrder(filter, value, readWallTime(reader, 'operand')) : { operator, filter, value };
}

/** Texts of wall times sort like the times. */
function inOrder(filter: 'sequence', low: number, high: number): RacpSelection;
function inOrder(filter: 'time', low: WallTime, high: WallTime): RacpSelection;
function inOrder(filter: string, low: number | WallTime, high: number | WallTime): RacpSelection {
  if (low > high) throw problem('operand', 'operand', `from ${low} to ${high} is backwards`, 'the smaller one first');
  return { operator: 'range', filter, low, high } as RacpSelection;
}

/** Throws a PacketProblem where a number or a time does not fit. */
export function encodeRacpRequest(request: RacpRequest): Uint8Array {
  const writer = new PacketWriter(NAME).u8('op code', RACP_OP[request.op]);
  if (request.op === 'abort') return writer.u8('operator', RACP_OPERATOR.null).done();
  const { selection } = request;
  writer.u8('operator', RACP_OPERATOR[selection.operator]);
  if (!('filter' in selection)) return writer.done();
  writer.u8('filter', FILTER[selection.filter]);
  for (const value of 'low' in selection ? [selection.low, selection.high] : [selection.value]) {
    if (typeof value === 'number') writer.u16('operand', value);
    else writeWallTime(writer, 'operand', value);
  }
  return writer.done();
}

/** A response. Throws a PacketProblem on anything else. */
export function decodeRacpResponse(bytes: Uint8Array): RacpResponse {
  const reader = new PacketReader(NAME, bytes);
  const code = reader.u8('op code');
  const op = nameOf(RACP_OP, code);
  if (op !== 'count-response' && op !== 'response') {
    throw problem('op-code', 'op code', `${code} is no response`, '5 count response, 6 response');
  }
  const operator = reader.u8('operator');
  if (operator !== RACP_OPERATOR.null) throw problem('operator', 'operator', `${operator} in a response`, '0');
  if (op === 'count-response') {
    const count = reader.u16('count');
    reader.end();
    return { op, count };
  }
  const request = reader.u8('request');
  const resultCode = reader.u8('result');
  reader.end();
  const result = nameOf(RACP_RESULT, resultCode);
  if (result === undefined) throw problem('reserved-value', 'result', `${resultCode} is no result`, '1 to 9');
  return { op, request, result };
}

export function encodeRacpResponse(response: RacpResponse): Uint8Array {
  const writer = new PacketWriter(NAME).u8('op code', RACP_OP[response.op]).u8('operator', RACP_OPERATOR.null);
  return response.op === 'count-response'
    ? writer.u16('count', response.count).done()
    : writer.u8('request', response.request).u8('result', RACP_RESULT[response.result]).done();
}
