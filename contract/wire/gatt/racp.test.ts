import { describe, expect, test } from 'vitest';
import { bytesOfHex, hexOf } from './hex.ts';
import { problemIn } from './problem.test-helper.ts';
import {
  decodeRacpRequest,
  decodeRacpResponse,
  encodeRacpRequest,
  encodeRacpResponse,
  RACP_RESULT,
  type RacpRequest,
  type RacpResponse,
} from './racp.ts';

const NOON = '2026-11-23T12:00:00';
const NIGHT = '2026-11-23T23:00:00';

const REQUESTS: readonly [string, RacpRequest][] = [
  ['0101', { op: 'report', selection: { operator: 'all' } }],
  ['0105', { op: 'report', selection: { operator: 'first' } }],
  ['0106', { op: 'report', selection: { operator: 'last' } }],
  ['0102012D00', { op: 'report', selection: { operator: 'at-most', filter: 'sequence', value: 45 } }],
  ['0203012D01', { op: 'delete', selection: { operator: 'at-least', filter: 'sequence', value: 301 } }],
  ['04040101000200', { op: 'count', selection: { operator: 'range', filter: 'sequence', low: 1, high: 2 } }],
  ['04040102000200', { op: 'count', selection: { operator: 'range', filter: 'sequence', low: 2, high: 2 } }],
  ['010202EA070B170C0000', { op: 'report', selection: { operator: 'at-most', filter: 'time', value: NOON } }],
  [
    '010402EA070B170C0000EA070B17170000',
    { op: 'report', selection: { operator: 'range', filter: 'time', low: NOON, high: NIGHT } },
  ],
  ['0300', { op: 'abort' }],
];

describe('record access requests', () => {
  test.each(REQUESTS)('%s', (hex, request) => {
    expect(decodeRacpRequest(bytesOfHex(hex))).toEqual(request);
    expect(hexOf(encodeRacpRequest(request))).toBe(hex);
  });

  test.each([
    ['', 'truncated record access.op code'],
    ['01', 'truncated record access.operator'],
    ['0001', 'op-code record access.op code'],
    ['0701', 'op-code record access.op code'],
    ['05000100', 'op-code record access.op code'],
    ['06000101', 'op-code record access.op code'],
    ['0100', 'operator record access.operator'],
    ['0107', 'operator record access.operator'],
    ['0301', 'operator record access.operator'],
    ['0103', 'truncated record access.filter'],
    ['01030000', 'filter record access.filter'],
    ['0103032D00', 'filter record access.filter'],
    ['0103012D', 'truncated record access.operand'],
    ['0104012D00', 'truncated record access.operand'],
    ['01040102000100', 'operand record access.operand'],
    ['010402EA070B170C0000EA070B171700', 'truncated record access.operand'],
    ['010402EA070B17170000EA070B170C0000', 'operand record access.operand'],
    ['010302EA070D17170000', 'impossible-time record access.operand'],
    ['010101', 'trailing-bytes record access'],
    ['030000', 'trailing-bytes record access'],
  ])('"%s" is refused: %s', (hex, problem) => {
    expect(problemIn(() => decodeRacpRequest(bytesOfHex(hex)))).toBe(problem);
  });

  test('a sequence number that does not fit is not written', () => {
    expect(
      problemIn(() =>
        encodeRacpRequest({ op: 'report', selection: { operator: 'at-most', filter: 'sequence', value: 65_536 } }),
      ),
    ).toBe('not-representable record access.operand');
    expect(
      problemIn(() =>
        encodeRacpRequest({ op: 'report', selection: { operator: 'at-most', filter: 'time', value: 'noon' } }),
      ),
    ).toBe('impossible-time record access.operand');
    expect(problemIn(() => encodeRacpResponse({ op: 'count-response', count: 65_536 }))).toBe(
      'not-representable record access.count',
    );
    expect(problemIn(() => encodeRacpResponse({ op: 'response', request: 256, result: 'success' }))).toBe(
      'not-representable record access.request',
    );
  });
});

describe('record access responses', () => {
  test.each([
    ['05000C01', { op: 'count-response', count: 268 }],
    ['06000101', { op: 'response', request: 1, result: 'success' }],
    ['06002A02', { op: 'response', request: 42, result: 'op-code-not-supported' }],
  ] satisfies [string, RacpResponse][])('%s', (hex, response) => {
    expect(decodeRacpResponse(bytesOfHex(hex))).toEqual(response);
    expect(hexOf(encodeRacpResponse(response))).toBe(hex);
  });

  test('every result has its number', () => {
    expect(Object.values(RACP_RESULT)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test.each([
    ['', 'truncated record access.op code'],
    ['0101', 'op-code record access.op code'],
    ['0900', 'op-code record access.op code'],
    ['05', 'truncated record access.operator'],
    ['0600', 'truncated record access.request'],
    ['05010000', 'operator record access.operator'],
    ['0500', 'truncated record access.count'],
    ['05000C0100', 'trailing-bytes record access'],
    ['060001', 'truncated record access.result'],
    ['06000100', 'reserved-value record access.result'],
    ['0600010A', 'reserved-value record access.result'],
    ['0600010100', 'trailing-bytes record access'],
  ])('"%s" is refused: %s', (hex, problem) => {
    expect(problemIn(() => decodeRacpResponse(bytesOfHex(hex)))).toBe(problem);
  });
});
