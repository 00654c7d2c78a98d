import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { PacketProblem } from '../../../contract/wire/gatt/problem.ts';
import {
  decodeRacpResponse,
  encodeRacpRequest,
  RACP_OP,
  type RacpRequest,
  type RacpResponse,
} from '../../../contract/wire/gatt/racp.ts';
import { ATT, PROFILE_ERROR, type ServerPacket } from './att.ts';
import { failureOf, type Client, type SessionEnd } from './client.ts';
import type { Intake } from './intake.ts';
import type { MeterRecord } from './meter-record.ts';

type Step<End> = Client<MeterRecord, End>;

const NOTIFY = 1;
const INDICATE = 2;

/** Asks for measurements, contexts and responses. A meter without contexts is none the worse. */
export function* subscribe(intake: Intake): Step<SessionEnd | undefined> {
  for (const [characteristic, value] of [
    [CHARACTERISTIC.glucoseMeasurement, NOTIFY],
    [CHARACTERISTIC.glucoseContext, NOTIFY],
    [CHARACTERISTIC.recordAccess, INDICATE],
  ] as const) {
    const event = yield { kind: 'configure', characteristic, value };
    if (
      characteristic === CHARACTERISTIC.glucoseContext &&
      event.kind === 'error' &&
      event.code === ATT.attributeNotFound
    ) {
      intake.expectsContext = false;
      continue;
    }
    const failure = failureOf(event);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

const isBusy = (code: number): boolean =>
  code === PROFILE_ERROR.service.procedureInProgress || code === PROFILE_ERROR.common.procedureInProgress;
const isNotConfigured = (code: number): boolean =>
  code === PROFILE_ERROR.service.notConfigured || code === PROFILE_ERROR.common.notConfigured;

export type Reply =
  | { readonly kind: 'response'; readonly response: RacpResponse }
  | Exclude<SessionEnd, { kind: 'complete' }>;

/**
 * Writes a request and takes what comes until it is answered. A meter that is busy with an older request is told to stop
 * that, one that forgot the subscriptions is told again; once each.
 */
export function* ask(request: RacpRequest, intake: Intake): Step<Reply> {
  for (let mayRepeat = true; ; mayRepeat = false) {
    const event = yield {
      kind: 'write',
      characteristic: CHARACTERISTIC.recordAccess,
      value: encodeRacpRequest(request),
    };
    if (event.kind === 'done') return yield* answer(request, intake);
    const repair =
      event.kind !== 'error' || !mayRepeat
        ? undefined
        : isBusy(event.code)
          ? abort(intake)
          : isNotConfigured(event.code)
            ? subscribe(intake)
            : undefined;
    const failure = repair === undefined ? failureOf(event) : yield* repair;
    if (failure !== undefined && failure.kind !== 'complete') return failure;
  }
}

function* abort(intake: Intake): Step<SessionEnd | undefined> {
  const request = { op: 'abort' } as const;
  const event = yield {
    kind: 'write',
    characteristic: CHARACTERISTIC.recordAccess,
    value: encodeRacpRequest(request),
  };
  const failure = failureOf(event);
  if (failure !== undefined) return failure;
  const reply = yield* answer(request, intake);
  return reply.kind === 'response' ? undefined : reply;
}

/** Far more than any memory holds: a server that never ends is left. */
const MOST_PACKETS = 300_000;

function* answer(request: RacpRequest, intake: Intake): Step<Reply> {
  for (let packets = 0; packets < MOST_PACKETS; packets++) {
    const event = yield { kind: 'wait' };
    if (event.kind === 'notification') {
      for (const act of intake.receive(event)) yield act;
    } else if (event.kind === 'indication') {
      yield { kind: 'confirm' };
      const response = responseIn(event);
      if (response !== undefined && answers(response, request)) return { kind: 'response', response };
    } else {
      return event.kind === 'lost' ? { kind: 'lost' } : { kind: 'silent' };
    }
  }
  return { kind: 'refused', why: 'a request that is never answered' };
}

/** Undefined where it is not to be understood: then no answer will come, and silence says so. */
function responseIn({ characteristic, value }: ServerPacket): RacpResponse | undefined {
  if (characteristic !== CHARACTERISTIC.recordAccess) return undefined;
  try {
    return decodeRacpResponse(value);
  } catch (error) {
    if (error instanceof PacketProblem) return undefined;
    throw error;
  }
}

/** An older request's answer may still come. */
const answers = (response: RacpResponse, request: RacpRequest): boolean =>
  response.op === 'count-response' ? request.op === 'count' : response.request === RACP_OP[request.op];
