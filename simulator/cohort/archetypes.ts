import { InputProblem } from '../../contract/input-problem.ts';
import { glucoseArchetypes, type GlucoseArchetype } from './glucose-archetypes.ts';
import { weightArchetypes, type WeightArchetype } from './weight-archetypes.ts';

export type { GlucoseArchetype } from './glucose-archetypes.ts';
export type { WeightArchetype } from './weight-archetypes.ts';
export type Archetype = GlucoseArchetype | WeightArchetype;

/** Every kind of patient that can be simulated. */
export const archetypes: readonly Archetype[] = [...glucoseArchetypes, ...weightArchetypes];

/** Throws an InputProblem that lists the known ones. */
export function archetypeNamed(name: string): Archetype {
  const found = archetypes.find((a) => a.name === name);
  if (found !== undefined) return found;
  const known = archetypes.map((a) => a.name).join(', ');
  throw new InputProblem(`there is no archetype "${name}"`, { path: 'archetype' }, `one of ${known}`);
}
