import { encodeBatteryLevel } from '../../../contract/wire/gatt/battery-level.ts';
import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { encodeGlucoseContext } from '../../../contract/wire/gatt/glucose-context.ts';
import { encodeGlucoseFeature, type GlucoseFeature } from '../../../contract/wire/gatt/glucose-feature.ts';
import { encodeGlucoseMeasurement } from '../../../contract/wire/gatt/glucose-measurement.ts';
import { encodeRacpResponse, RACP_OP, type RacpResponse } from '../../../contract/wire/gatt/racp.ts';
import {
  agreedMtu,
  ATT,
  attError,
  DONE,
  IDLE,
  PROFILE_ERROR,
  SMALLEST_MTU,
  thatFits,
  type AttRequest,
  type ServerStep,
  type Turn,
} from './att.ts';
import { meterMemory, type MeterMemory } from '../glucometer/memory.ts';
import type { MeterRecord } from './meter-record.ts';
import { answerTo, isAbort, type RacpSupport } from './record-access.ts';

/** What a meter is like, beside its memory. */
export interface MeterTraits extends RacpSupport {
  readonly features: readonly GlucoseFeature[];
  readonly errorCodes: keyof typeof PROFILE_ERROR;
  readonly batteryPercent: number;
}

export const PLAIN_METER: MeterTraits = {
  features: ['battery-low-detection', 'sample-size-detection', 'result-range-detection', 'temperature-range-detection'],
  errorCodes: 'service',
  batteryPercent: 80,
  refusesOps: [],
  refusesOperators: [],
  filtersByTime: true,
};

/** A meter's Glucose Service between two packets. */
export interface GlucoseServer {
  readonly traits: MeterTraits;
  readonly memory: MeterMemory<MeterRecord>;
  readonly mtu: number;
  readonly subscribed: { readonly measurement: boolean; readonly context: boolean; readonly recordAccess: boolean };
  /** Encoded packets of the records that were asked for: what was stored when it was asked. */
  readonly reporting:
    | { readonly records: readonly MeterRecord[]; readonly at: number; readonly contextIsNext: boolean }
    | undefined;
  /** To be indicated when the records are through. */
  readonly response: RacpResponse | undefined;
  readonly awaitsConfirmation: boolean;
}

const NOT_SUBSCRIBED = { measurement: false, context: false, recordAccess: false };
const AT_REST = {
  mtu: SMALLEST_MTU,
  subscribed: NOT_SUBSCRIBED,
  reporting: undefined,
  response: undefined,
  awaitsConfirmation: false,
} as const;

export const glucoseServer = (
  memory: MeterMemory<MeterRecord> = meterMemory(1000),
  traits: MeterTraits = PLAIN_METER,
): GlucoseServer => ({ traits, memory, ...AT_REST });

const isBusy = (server: GlucoseServer): boolean => server.response !== undefined || server.awaitsConfirmation;

/**
 * The Glucose Service, 0x1808, with its battery: each request gives the next state and the answer. When `send` comes
 * is the caller's. A link that ends forgets subscriptions and whatever was under way, never a record.
 */
export const stepGlucoseServer: ServerStep<GlucoseServer> = (server, request) => {
  switch (request.kind) {
    case 'connect':
      return { state: { ...server, ...AT_REST, mtu: agreedMtu(request.mtu) }, answer: DONE };
    case 'disconnect':
      return { state: { ...server, ...AT_REST }, answer: DONE };
    case 'read':
      return { state: server, answer: readOf(server, request.characteristic) };
    case 'configure':
      return configure(server, request);
    case 'write':
      return write(server, request);
    case 'confirm':
      return { state: { ...server, awaitsConfirmation: false }, answer: DONE };
    case 'send':
      return send(server);
  }
};

function readOf({ traits }: GlucoseServer, characteristic: string) {
  if (characteristic === CHARACTERISTIC.glucoseFeature) {
    return { kind: 'value', value: encodeGlucoseFeature(traits.features) } as const;
  }
  if (characteristic === CHARACTERISTIC.batteryLevel) {
    return { kind: 'value', value: encodeBatteryLevel(traits.batteryPercent) } as const;
  }
  return attError(isOurs(characteristic) ? ATT.readNotPermitted : ATT.attributeNotFound);
}

const NOTIFY = 1;
const INDICATE = 2;
const SUBSCRIPTION = {
  [CHARACTERISTIC.glucoseMeasurement]: { name: 'measurement', value: NOTIFY },
  [CHARACTERISTIC.glucoseContext]: { name: 'context', value: NOTIFY },
  [CHARACTERISTIC.recordAccess]: { name: 'recordAccess', value: INDICATE },
} as const;
const isOurs = (characteristic: string): characteristic is keyof typeof SUBSCRIPTION =>
  Object.hasOwn(SUBSCRIPTION, characteristic);

function configure(
  server: GlucoseServer,
  { characteristic, value }: Extract<AttRequest, { kind: 'configure' }>,
): Turn<GlucoseServer> {
  if (!isOurs(characteristic)) return { state: server, answer: attError(ATT.attributeNotFound) };
  const subscription = SUBSCRIPTION[characteristic];
  if (value !== 0 && value !== subscription.value) return { state: server, answer: attError(ATT.valueNotAllowed) };
  return {
    state: { ...server, subscribed: { ...server.subscribed, [subscription.name]: value !== 0 } },
    answer: DONE,
  };
}

function write(
  server: GlucoseServer,
  { characteristic, value }: Extract<AttRequest, { kind: 'write' }>,
): Turn<GlucoseServer> {
  if (characteristic !== CHARACTERISTIC.recordAccess) {
    const known = isOurs(characteristic) || characteristic === CHARACTERISTIC.glucoseFeature;
    return { state: server, answer: attError(known ? ATT.writeNotPermitted : ATT.attributeNotFound) };
  }
  const codes = PROFILE_ERROR[server.traits.errorCodes];
  if (!server.subscribed.recordAccess || !server.subscribed.measurement) {
    return { state: server, answer: attError(codes.notConfigured) };
  }
  if (isAbort(value)) {
    const response = { op: 'response', request: RACP_OP.abort, result: 'success' } as const;
    return { state: { ...server, reporting: undefined, response }, answer: DONE };
  }
  if (isBusy(server)) return { state: server, answer: attError(codes.procedureInProgress) };
  const { memory, report, response } = answerTo(value, server.memory, server.traits);
  const reporting = report.length === 0 ? undefined : { records: report, at: 0, contextIsNext: false };
  return { state: { ...server, memory, reporting, response }, answer: DONE };
}

/** A report whose next packet is a context goes on behind it. */
const withoutContext = (reporting: GlucoseServer['reporting']): GlucoseServer['reporting'] =>
  reporting?.contextIsNext === true ? { ...reporting, at: reporting.at + 1, contextIsNext: false } : reporting;

/**
 * The next packet: records first, then the response; nothing while an indication is not confirmed, and nothing that the client asked
 * for no more: what is left waits until it is asked for again, contexts are passed over.
 */
function send(server: GlucoseServer): Turn<GlucoseServer> {
  const { response, mtu, subscribed } = server;
  if (server.awaitsConfirmation) return { state: server, answer: IDLE };
  const reporting = subscribed.context ? server.reporting : withoutContext(server.reporting);
  const record = reporting?.records[reporting.at];
  if (reporting !== undefined && record !== undefined) {
    const { context } = record;
    if (!reporting.contextIsNext && !subscribed.measurement) return { state: server, answer: IDLE };
    const contextComes = !reporting.contextIsNext && context !== undefined && subscribed.context;
    const [characteristic, value] =
      reporting.contextIsNext && context !== undefined
        ? [CHARACTERISTIC.glucoseContext, encodeGlucoseContext(context)]
        : [CHARACTERISTIC.glucoseMeasurement, encodeGlucoseMeasurement(record.measurement)];
    const after = contextComes
      ? { ...reporting, contextIsNext: true }
      : { ...reporting, at: reporting.at + 1, contextIsNext: false };
    return {
      state: { ...server, reporting: after },
      answer: { kind: 'notification', characteristic, value: thatFits(value, mtu) },
    };
  }
  if (response === undefined || !subscribed.recordAccess) return { state: server, answer: IDLE };
  return {
    state: { ...server, reporting: undefined, response: undefined, awaitsConfirmation: true },
    answer: { kind: 'indication', characteristic: CHARACTERISTIC.recordAccess, value: encodeRacpResponse(response) },
  };
}
