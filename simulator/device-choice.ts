import { closest } from '../contract/closest.ts';
import type { Measure } from '../contract/domain/index.ts';
import { InputProblem } from '../contract/input-problem.ts';
import type { Archetype } from './cohort/archetypes.ts';
import { type MeterModel, METERS } from './devices/glucometer/meter-model.ts';
import { SCALE_MODELS, type ScaleModel } from './devices/scale/models.ts';

/** With what somebody measures, by name. Absent: with the device of the archetype. */
export interface DeviceChoice {
  readonly meter?: string | undefined;
  readonly scale?: string | undefined;
}

type DeviceName = keyof DeviceChoice;
export const MEASURE_OF_DEVICE: Readonly<Record<DeviceName, Measure>> = { meter: 'glucose', scale: 'weight' };
export const DEVICE_NAMES = Object.keys(MEASURE_OF_DEVICE) as readonly DeviceName[];

function named<T>(models: Readonly<Record<string, T>>, what: DeviceName, name: string): T {
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  if (model !== undefined) return model;
  const known = Object.keys(models);
  const near = closest(name, known);
  throw new InputProblem(
    `there is no ${what} "${name}"`,
    { path: what },
    `one of ${known.join(', ')}`,
    near === undefined ? {} : { advice: `did you mean ${near}?` },
  );
}

/** Throws an InputProblem that lists the known ones. */
export const meterNamed = (name: string): MeterModel => named(METERS, 'meter', name);
/** Throws an InputProblem that lists the known ones. */
export const scaleNamed = (name: string): ScaleModel => named(SCALE_MODELS, 'scale', name);

/** Throws an InputProblem on a name that there is not. */
export function requireKnownDevices({ meter, scale }: DeviceChoice): void {
  if (meter !== undefined) meterNamed(meter);
  if (scale !== undefined) scaleNamed(scale);
}

/** Throws an InputProblem on a name that there is not, and on a device that measures something else of these people. */
export function requireDevices(archetype: Archetype, choice: DeviceChoice): void {
  requireKnownDevices(choice);
  const wrong = DEVICE_NAMES.find(
    (what) => choice[what] !== undefined && MEASURE_OF_DEVICE[what] !== archetype.measure,
  );
  if (wrong === undefined) return;
  throw new InputProblem(
    `the ${wrong} ${choice[wrong]} does not fit ${archetype.name}, whose ${archetype.measure} is tracked`,
    { path: wrong },
    `a ${wrong} for people whose ${MEASURE_OF_DEVICE[wrong]} is`,
  );
}

/** Of what is chosen for all, what these people can use. */
export const devicesFor = ({ measure }: Archetype, { meter, scale }: DeviceChoice): DeviceChoice =>
  measure === 'glucose' ? { meter } : { scale };
