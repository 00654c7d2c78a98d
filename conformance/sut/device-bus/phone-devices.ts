import type { Shown } from '../../../contract/cases/sender/resolve.ts';
import { RACP_OP, RACP_OPERATOR } from '../../../contract/wire/gatt/racp.ts';
import { UNKNOWN_USER } from '../../../contract/wire/gatt/weight-measurement.ts';
import type { AttRequest } from '../../../simulator/devices/gatt/att.ts';
import {
  glucoseServer,
  type GlucoseServer,
  stepGlucoseServer,
} from '../../../simulator/devices/gatt/glucose-server.ts';
import { meterRecordOf } from '../../../simulator/devices/gatt/glucose-record.ts';
import type { Host } from '../../../simulator/devices/gatt/link.ts';
import { measuredOf } from '../../../simulator/devices/gatt/measured.ts';
import type { MeterRecord } from '../../../simulator/devices/gatt/meter-record.ts';
import { weightMeasurementOf } from '../../../simulator/devices/gatt/weight-record.ts';
import {
  stepWeightServer,
  weighed,
  weightServer,
  type WeightServer,
} from '../../../simulator/devices/gatt/weight-server.ts';
import { meterMemory, stored } from '../../../simulator/devices/glucometer/memory.ts';
import { GLUCOSE_SERVICE, Peripheral, type Service, WEIGHT_SERVICE } from './peripheral.ts';

const METER_ROOM = 500;
const SCALE_ROOM = 60;
/** The scale's number of the patient, and of whoever else stands on it; the first user of a scale need not be the patient. */
export const OWN_USER = 2;
const OTHER_USER = 1;

/** A device that can be found: how it calls itself and what it serves. */
export interface Device {
  readonly eui64: string;
  readonly name: string;
  readonly service: Service;
  readonly peripheral: Peripheral<GlucoseServer> | Peripheral<WeightServer>;
}

/** Some meters give all that they have, whatever they are asked for. */
const asksForAll = (request: AttRequest): AttRequest =>
  request.kind === 'write' && request.value[0] === RACP_OP.report
    ? { ...request, value: Uint8Array.of(RACP_OP.report, RACP_OPERATOR.all) }
    : request;

/** The meter and the scale of one patient, with what they hold. */
export class PhoneDevices {
  readonly meter: Device;
  readonly scale: Device;
  readonly #meter: Host<GlucoseServer> = { state: glucoseServer(), step: stepGlucoseServer };
  readonly #scale: Host<WeightServer> = { state: weightServer(), step: stepWeightServer };
  #isGenerous = false;

  constructor(meter: string, scale: string) {
    const rewrite = (request: AttRequest): AttRequest => (this.#isGenerous ? asksForAll(request) : request);
    this.meter = {
      eui64: meter,
      name: 'Test meter',
      service: GLUCOSE_SERVICE,
      peripheral: new Peripheral(this.#meter, rewrite),
    };
    this.scale = { eui64: scale, name: 'Test scale', service: WEIGHT_SERVICE, peripheral: new Peripheral(this.#scale) };
  }

  /** Puts a measurement into the memory of the device that takes it. */
  take({ reading, whose, isUnknown }: Shown): Device {
    const measured = measuredOf(reading);
    if (reading.measure === 'weight') {
      const user = whose === 'patient' ? OWN_USER : isUnknown === true ? UNKNOWN_USER : OTHER_USER;
      this.#scale.state = weighed(this.#scale.state, weightMeasurementOf(measured, user), SCALE_ROOM);
      return this.scale;
    }
    this.#store(meterRecordOf(measured));
    return this.meter;
  }

  /** Until told otherwise the meter gives its whole memory whenever it is asked for anything of it. */
  set generous(is: boolean) {
    this.#isGenerous = is;
  }

  clear(): void {
    this.#meter.state = { ...this.#meter.state, memory: meterMemory(METER_ROOM) };
  }

  /** A scale goes on calling until everything was taken. */
  get scaleHasMore(): boolean {
    return this.#scale.state.waiting.length > 0;
  }

  #store(record: MeterRecord): void {
    const { memory } = this.#meter.state;
    this.#meter.state = { ...this.#meter.state, memory: stored(memory, record) };
  }
}
