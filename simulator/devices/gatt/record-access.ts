import { PacketProblem } from '../../../contract/wire/gatt/problem.ts';
import {
  decodeRacpRequest,
  RACP_OP,
  RACP_OPERATOR,
  type RacpRequest,
  type RacpResponse,
  type RacpResult,
} from '../../../contract/wire/gatt/racp.ts';
import { without, type MeterMemory } from '../glucometer/memory.ts';
import { selected, type MeterRecord } from './meter-record.ts';

/** What of record access a meter leaves out. */
export interface RacpSupport {
  readonly refusesOps: readonly ('delete' | 'count')[];
  readonly refusesOperators: readonly (keyof typeof RACP_OPERATOR)[];
  readonly filtersByTime: boolean;
}

/** What a request does: the memory as it is then, the records to send, and the response behind them. */
export interface RacpAnswer {
  readonly memory: MeterMemory<MeterRecord>;
  readonly report: readonly MeterRecord[];
  readonly response: RacpResponse;
}

export const isAbort = (bytes: Uint8Array): boolean =>
  bytes.length === 2 && bytes[0] === RACP_OP.abort && bytes[1] === RACP_OPERATOR.null;

const HIGHEST_OPERATOR = RACP_OPERATOR.last;

/** The number for each way in which a request can be wrong. Source: realism facts 5.4; which is which, from memory. */
function resultFor({ reason }: PacketProblem, bytes: Uint8Array): RacpResult {
  if (reason === 'op-code') return 'op-code-not-supported';
  if (reason === 'operator') return (bytes[1] ?? 0) > HIGHEST_OPERATOR ? 'operator-not-supported' : 'invalid-operator';
  return reason === 'filter' ? 'operand-not-supported' : 'invalid-operand';
}

function readRequest(bytes: Uint8Array): RacpRequest | RacpResult {
  try {
    return decodeRacpRequest(bytes);
  } catch (error) {
    if (error instanceof PacketProblem) return resultFor(error, bytes);
    throw error;
  }
}

/** Carries out what was written to the Record Access Control Point, whatever the bytes are. Abort is not for here. */
export function answerTo(bytes: Uint8Array, memory: MeterMemory<MeterRecord>, support: RacpSupport): RacpAnswer {
  const opCode = bytes[0] ?? 0;
  const nothing = (result: RacpResult): RacpAnswer => ({
    memory,
    report: [],
    response: { op: 'response', request: opCode, result },
  });
  const request = readRequest(bytes);
  if (typeof request === 'string') return nothing(request);
  if (request.op === 'abort') return nothing('success');
  const refusal = refusalOf(request, support);
  if (refusal !== undefined) return nothing(refusal);

  const records = selected(memory.records, request.selection);
  if (request.op === 'count') {
    return { memory, report: [], response: { op: 'count-response', count: records.length } };
  }
  if (records.length === 0) return nothing('no-records-found');
  const response = { op: 'response', request: opCode, result: 'success' } as const;
  if (request.op === 'report') return { memory, report: records, response };
  return { memory: without(memory, records), report: [], response };
}

function refusalOf(
  { op, selection }: Exclude<RacpRequest, { op: 'abort' }>,
  support: RacpSupport,
): RacpResult | undefined {
  if (op !== 'report' && support.refusesOps.includes(op)) return 'op-code-not-supported';
  if (support.refusesOperators.includes(selection.operator)) return 'operator-not-supported';
  if ('filter' in selection && selection.filter === 'time' && !support.filtersByTime) return 'operand-not-supported';
  return undefined;
}
