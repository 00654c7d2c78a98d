import { offsetMinutes } from './clock.ts';
import type { GlucoseUnit } from './devices/glucometer/display.ts';
import { METER_ERROR_MODELS } from './devices/glucometer/error-model.ts';
import { glucometer } from './devices/glucometer/glucometer.ts';
import { scale, type WeightUnit } from './devices/scale/scale.ts';
import type { DeviceRecord, Sampling, StreamOf } from './layers.ts';
import type { PatientRun } from './patient-run.ts';

/** Scales count as meters do: from 0 again after 65,535. */
const SEQUENCE_SPACE = 65_536;

/** What the patient's own device stores of what it is given. */
export function* recordsOfDevice(samplings: Iterable<Sampling>, run: PatientRun): Generator<DeviceRecord> {
  const { archetype, unit, who, zone } = run;
  const measure = archetype.measure === 'glucose' ? meterOf(run) : scaleOf(run);
  for (const { atMs, presented, mealContext, truth } of samplings) {
    const measured = measure(presented);
    if (measured === undefined) continue;
    yield {
      shownMs: atMs,
      offsetMinutes: offsetMinutes(atMs, zone),
      ...measured,
      unit,
      device: who.device,
      ...(mealContext === undefined ? {} : { mealContext }),
      truth,
    };
  }
}

type Measured = Pick<DeviceRecord, 'result' | 'sequenceNumber'>;

function meterOf({ archetype, unit, streamOf }: PatientRun): (presented: number) => Measured {
  const meterStream: StreamOf = (...keys) => streamOf('meter', ...keys);
  const meter = glucometer({
    model: METER_ERROR_MODELS[archetype.measure === 'glucose' ? archetype.meter : 'good'],
    unit: unit as GlucoseUnit,
    firstSequence: meterStream('first-sequence').int(400),
    streamOf: meterStream,
  });
  return (mgDl) => meter.measure(mgDl);
}

function scaleOf({ unit, streamOf }: PatientRun): (presented: number) => Measured | undefined {
  const device = scale({ unit: unit as WeightUnit, streamOf: (...keys) => streamOf('scale', ...keys) });
  let weighings = 0;
  return (kg) => {
    const result = device.weigh(kg);
    return result === undefined ? undefined : { result, sequenceNumber: weighings++ % SEQUENCE_SPACE };
  };
}
