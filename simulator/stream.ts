import { fleetOf, type FleetOptions } from './fleet.ts';
import { pieces } from './pieces.ts';

export { STREAM_FORMATS } from './formats/registry.ts';

/** A cohort of one archetype. */
export interface SimulateStreamOptions extends Omit<FleetOptions, 'cohort'> {
  readonly archetype: string;
  readonly patients: number;
}

function* chunks(fleet: ReturnType<typeof fleetOf>): Generator<string> {
  if (fleet.format.header !== '') yield fleet.format.header;
  for (const { text } of pieces(fleet, { from: 0, to: fleet.size }, false)) yield text;
  if (fleet.format.footer !== '') yield fleet.format.footer;
}

/**
 * A whole fleet as text, patient after patient, in bounded memory. The same options give the same bytes. Bad
 * options throw an InputProblem at once, before the first chunk is asked for.
 */
export const streamFleet = (options: FleetOptions): Generator<string> => chunks(fleetOf(options));

/** The same of a cohort of one archetype. */
export const simulateStream = ({ archetype, patients, ...options }: SimulateStreamOptions): Generator<string> =>
  streamFleet({ ...options, cohort: [{ archetype, patients }] });
