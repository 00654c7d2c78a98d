/**
 * What a program of somebody else's may import as `vitalproof/simulator`. Synchronous, lazy, without input or output: the
 * same options give the same values, on every machine. Everything else in this folder may change without notice.
 */
export { faultNamed, faults } from './faults/catalogue.ts';
export type { Fault } from './faults/fault.ts';
export { STREAM_FORMATS } from './formats/registry.ts';
export type { PatientWriter, StreamFormat } from './formats/format.ts';
export type { Delivery } from './layers.ts';
export {
  archetypes,
  simulateDeliveries,
  simulatedPatient,
  type SimulatedPatient,
  type SimulatedReading,
  simulatePatient,
  type SimulatePatientOptions,
  type Truth,
  type WhichPatient,
} from './simulate.ts';
