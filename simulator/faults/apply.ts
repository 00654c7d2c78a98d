import { InputProblem } from '../../contract/input-problem.ts';
import type { EpochMs } from '../clock.ts';
import type { Delivery, DeviceRecord, LostSink, Sampling, StreamOf } from '../layers.ts';
import type { SimulatedPatient } from '../simulated-reading.ts';
import { faults as catalogue } from './catalogue.ts';
import type { Fault, FaultLayer, FaultSetting, LayerItems } from './fault.ts';

/** A fault that acts in a run. `rate`: factor of its usual rate, 0 or more. */
export interface ActiveFault {
  readonly fault: Fault;
  readonly rate: number;
}

/** What the faults of a run need to know of it. */
export interface FaultyRun {
  readonly faults: readonly ActiveFault[];
  readonly streamOf: StreamOf;
  readonly zone: string;
  readonly startMs: EpochMs;
  readonly endMs: EpochMs;
  readonly archetype: { readonly measure: 'glucose' | 'weight' };
  readonly who: Pick<SimulatedPatient, 'patient'>;
  readonly lost?: LostSink;
}

/** In the order of the catalogue, whatever order they were named in. Throws an InputProblem on one named twice or a bad rate. */
export function inOrder(active: readonly ActiveFault[]): readonly ActiveFault[] {
  for (const { fault, rate } of active) {
    if (!Number.isFinite(rate) || rate < 0)
      throw new InputProblem(`the rate of ${fault.id} is ${rate}`, { path: 'faults' }, 'a factor of 0 or more');
    if (active.filter((other) => other.fault.id === fault.id).length > 1)
      throw new InputProblem(`the fault ${fault.id} is named twice`, { path: 'faults' }, 'each fault once');
  }
  return active.toSorted((a, b) => catalogue.indexOf(a.fault) - catalogue.indexOf(b.fault));
}

/** A stream after all active faults of its layer that concern the measure. */
export function throughFaults<L extends FaultLayer>(
  layer: L,
  items: Iterable<LayerItems[L]>,
  run: FaultyRun,
): Iterable<LayerItems[L]> {
  let stream = items;
  for (const { fault, rate } of run.faults) {
    if (fault.layer !== layer || !fault.measures.includes(run.archetype.measure)) continue;
    const setting: FaultSetting = {
      streamOf: (...keys) => run.streamOf('fault', fault.id, ...keys),
      patientId: run.who.patient.identifier.value,
      zone: run.zone,
      startMs: run.startMs,
      endMs: run.endMs,
      rate,
      ...(run.lost === undefined ? {} : { lost: run.lost }),
    };
    stream = applied(fault, stream, setting) as Iterable<LayerItems[L]>;
  }
  return stream;
}

/** The layer of a fault and of the stream are the same here; a union of functions does not know it. */
const applied = (fault: Fault, items: Iterable<unknown>, setting: FaultSetting): Iterable<unknown> => {
  switch (fault.layer) {
    case 'person':
      return fault.apply(items as Iterable<Sampling>, setting);
    case 'device':
      return fault.apply(items as Iterable<DeviceRecord>, setting);
    case 'uplink':
      return fault.apply(items as Iterable<Delivery>, setting);
  }
};
