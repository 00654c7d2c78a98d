import { fleetOf } from '../../simulator/fleet.ts';
import { peopleLines } from '../../simulator/formats/fhir-people.ts';
import type { Output } from './output-file.ts';
import type { Work } from './work.ts';

/** The people of the work, each once. */
export const writePeople = async ({ options, stretches }: Work, file: Output | undefined): Promise<void> => {
  if (file === undefined) return;
  const fleet = fleetOf(options);
  for (const stretch of stretches) for (const { who } of fleet.patients(stretch)) await file.write(peopleLines(who));
};
