import { encodeBatteryLevel } from '../../../contract/wire/gatt/battery-level.ts';
import { CHARACTERISTIC } from '../../../contract/wire/gatt/characteristics.ts';
import { encodeWeightScaleFeature, type WeightScaleFeature } from '../../../contract/wire/gatt/weight-feature.ts';
import { encodeWeightMeasurement, type WeightMeasurement } from '../../../contract/wire/gatt/weight-measurement.ts';
import {
  agreedMtu,
  ATT,
  attError,
  DONE,
  IDLE,
  SMALLEST_MTU,
  thatFits,
  type AttAnswer,
  type ServerStep,
  type Turn,
} from './att.ts';

/** A scale's Weight Scale Service between two packets. */
export interface WeightServer {
  readonly feature: WeightScaleFeature;
  readonly batteryPercent: number;
  /** What no client has confirmed yet, the oldest first. */
  readonly waiting: readonly WeightMeasurement[];
  readonly mtu: number;
  readonly subscribed: boolean;
  readonly awaitsConfirmation: boolean;
}

export const PLAIN_SCALE: WeightScaleFeature = {
  timeStamp: true,
  multipleUsers: true,
  bodyMassIndex: false,
  weightResolution: 3,
  heightResolution: 0,
};

export const weightServer = (
  waiting: readonly WeightMeasurement[] = [],
  feature: WeightScaleFeature = PLAIN_SCALE,
): WeightServer => ({
  feature,
  batteryPercent: 80,
  waiting,
  mtu: SMALLEST_MTU,
  subscribed: false,
  awaitsConfirmation: false,
});

/** With one weighing more; the oldest make room beyond `capacity`. */
export const weighed = (server: WeightServer, measurement: WeightMeasurement, capacity: number): WeightServer => {
  const room = server.awaitsConfirmation ? server.waiting.slice(0, 1) : [];
  const others = [...server.waiting.slice(room.length), measurement];
  return { ...server, waiting: [...room, ...others.slice(-(capacity - room.length))] };
};

const INDICATE = 2;

/**
 * The Weight Scale Service, 0x181D: there is no record access. What was stored is indicated, one by one, as soon as a client
 * asks for indications; what is confirmed is forgotten, and what is not comes again in the next connection.
 */
export const stepWeightServer: ServerStep<WeightServer> = (server, request) => {
  const { characteristic } = 'characteristic' in request ? request : { characteristic: '' };
  const isWeight = characteristic === CHARACTERISTIC.weightMeasurement;
  switch (request.kind) {
    case 'connect':
    case 'disconnect': {
      const mtu = request.kind === 'connect' ? agreedMtu(request.mtu) : SMALLEST_MTU;
      return { state: { ...server, mtu, subscribed: false, awaitsConfirmation: false }, answer: DONE };
    }
    case 'read':
      return { state: server, answer: readOf(server, characteristic) };
    case 'write':
      return { state: server, answer: attError(isWeight ? ATT.writeNotPermitted : ATT.attributeNotFound) };
    case 'configure': {
      if (!isWeight) return { state: server, answer: attError(ATT.attributeNotFound) };
      if (request.value !== 0 && request.value !== INDICATE) {
        return { state: server, answer: attError(ATT.valueNotAllowed) };
      }
      return { state: { ...server, subscribed: request.value === INDICATE }, answer: DONE };
    }
    case 'confirm': {
      const waiting = server.awaitsConfirmation ? server.waiting.slice(1) : server.waiting;
      return { state: { ...server, waiting, awaitsConfirmation: false }, answer: DONE };
    }
    case 'send':
      return send(server);
  }
};

function readOf({ feature, batteryPercent }: WeightServer, characteristic: string): AttAnswer {
  if (characteristic === CHARACTERISTIC.weightScaleFeature) {
    return { kind: 'value', value: encodeWeightScaleFeature(feature) };
  }
  if (characteristic === CHARACTERISTIC.batteryLevel) {
    return { kind: 'value', value: encodeBatteryLevel(batteryPercent) };
  }
  const known = characteristic === CHARACTERISTIC.weightMeasurement;
  return attError(known ? ATT.readNotPermitted : ATT.attributeNotFound);
}

function send(server: WeightServer): Turn<WeightServer> {
  const [oldest] = server.waiting;
  if (oldest === undefined || !server.subscribed || server.awaitsConfirmation) return { state: server, answer: IDLE };
  return {
    state: { ...server, awaitsConfirmation: true },
    answer: {
      kind: 'indication',
      characteristic: CHARACTERISTIC.weightMeasurement,
      value: thatFits(encodeWeightMeasurement(oldest), server.mtu),
    },
  };
}
