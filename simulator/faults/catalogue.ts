import { InputProblem } from '../../contract/input-problem.ts';
import { deviceFaults } from './device/device-faults.ts';
import type { Fault } from './fault.ts';
import { personFaults } from './person/person-faults.ts';
import { uplinkFaults } from './uplink/uplink-faults.ts';

/**
 * Every fault there is, in the order in which they act: what a person does, then the device, then the
 * way up. The order never changes what a fault draws, only what it finds.
 */
export const faults: readonly Fault[] = [...personFaults, ...deviceFaults, ...uplinkFaults];

/** Throws an InputProblem that lists the known ones. */
export function faultNamed(id: string): Fault {
  const found = faults.find((fault) => fault.id === id);
  if (found !== undefined) return found;
  const known = faults.map((fault) => fault.id).join(', ');
  throw new InputProblem(`there is no fault "${id}"`, { path: 'faults' }, `one of ${known}`);
}
