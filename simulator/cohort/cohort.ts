import { z } from 'zod';
import { UnitCode } from '../../contract/domain/index.ts';
import { InputProblem } from '../../contract/input-problem.ts';
import { readYamlFile } from '../../contract/yaml/document.ts';
import { requireZone } from '../clock.ts';
import { type DeviceChoice, requireDevices } from '../device-choice.ts';
import { METERS } from '../devices/glucometer/meter-model.ts';
import { SCALE_MODELS } from '../devices/scale/models.ts';
import { requireUnit, requireWhole } from '../options.ts';
import { archetypeNamed } from './archetypes.ts';
import { MAX_PATIENTS } from './identity.ts';

/** So many patients of one archetype. What is not said here holds as for the whole cohort. */
export interface CohortGroup extends DeviceChoice {
  readonly archetype: string;
  readonly patients: number;
  readonly unit?: UnitCode | undefined;
  readonly zone?: string | undefined;
}

/**
 * Who is simulated: groups in order, each with an archetype of its own. A patient has a position in the
 * cohort and an index in the group; all chance is keyed by archetype and index, so that a patient who is
 * added to a group, or a group that is added, changes nobody else.
 */
export type Cohort = readonly CohortGroup[];

/** One patient of a cohort. */
export interface CohortMember extends Omit<CohortGroup, 'patients'> {
  readonly position: number;
  readonly index: number;
}

const MAX_GROUPS = 100;

/** Patients of all groups. */
export const sizeOf = (cohort: Cohort): number => cohort.reduce((sum, group) => sum + group.patients, 0);

/** Throws an InputProblem that names the group and the field. */
export function requireCohort(cohort: Cohort): void {
  requireWhole('cohort.length', cohort.length, 1, MAX_GROUPS);
  const names = new Set<string>();
  for (const { archetype, patients, unit, zone, meter, scale } of cohort) {
    const known = archetypeNamed(archetype);
    if (names.has(archetype))
      throw new InputProblem(`${archetype} is named twice`, { path: 'archetype' }, 'each archetype once');
    names.add(archetype);
    requireWhole('patients', patients, 1, MAX_PATIENTS);
    if (unit !== undefined) requireUnit(known, unit);
    if (zone !== undefined) requireZone(zone);
    requireDevices(known, { meter, scale });
  }
  requireWhole('patients', sizeOf(cohort), 1, MAX_PATIENTS);
}

/** Patients at the positions from `from` up to but without `to`, in order. */
export function* members(cohort: Cohort, from: number, to: number): Generator<CohortMember> {
  let first = 0;
  for (const { patients, ...group } of cohort) {
    const end = Math.min(to, first + patients);
    for (let position = Math.max(from, first); position < end; position++)
      yield { ...group, position, index: position - first };
    first += patients;
  }
}

const PART = /^([A-Za-z0-9-]+):(\d{1,7})$/;

/**
 * `t1d-mdi:3,t2d-oral:5` as a cohort; a name alone is `patients` of it. Throws an InputProblem where a part is
 * neither, and where several are named and one has no count.
 */
export function cohortOf(text: string, patients: number): Cohort {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length === 1 && !text.includes(':')) return [{ archetype: text, patients }];
  return parts.map((part) => {
    const [, archetype, count] = PART.exec(part) ?? [];
    if (archetype !== undefined && count !== undefined) return { archetype, patients: Number(count) };
    throw new InputProblem(`"${part}" is no part of a mix`, { path: 'archetype' }, 'NAME:PATIENTS,NAME:PATIENTS');
  });
}

const WholeTerm = z
  .string()
  .regex(/^[1-9]\d{0,6}$/, 'a whole number from 1')
  .transform(Number);

const CohortDocument = z.strictObject({
  cohort: z
    .array(
      z.strictObject({
        archetype: z.string(),
        patients: WholeTerm,
        unit: UnitCode.optional(),
        zone: z.string().optional(),
        meter: z.enum(Object.keys(METERS)).optional(),
        scale: z.enum(Object.keys(SCALE_MODELS)).optional(),
      }),
    )
    .min(1)
    .max(MAX_GROUPS),
});

/** A cohort from a YAML or JSON file: `cohort: [{ archetype, patients, unit?, zone?, meter?, scale? }]`. Throws InputProblem with file, line and path. */
export const readCohort = (file: string): Cohort =>
  readYamlFile(file, CohortDocument, 'a cohort: groups of archetype and patients (docs/cli.md)').cohort;
