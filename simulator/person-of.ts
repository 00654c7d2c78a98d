import { dayOf, daysBetween } from './clock.ts';
import type { WeightArchetype } from './cohort/weight-archetypes.ts';
import type { GlucoseArchetype } from './cohort/glucose-archetypes.ts';
import { glucoseCourse } from './glucose-course.ts';
import type { Sampling } from './layers.ts';
import type { PatientRun } from './patient-run.ts';
import { weightCourse, type WeightCourse } from './weight-course.ts';

/** What one person presents to their device, day after day without end, in order of time. */
export const samplingsOfPerson = (run: PatientRun): Generator<Sampling> =>
  run.archetype.measure === 'glucose'
    ? fingerSamplings(run.archetype, run)
    : weightCourseOf(run.archetype, run).samplings();

function fingerSamplings(archetype: GlucoseArchetype, run: PatientRun): Generator<Sampling> {
  const { who, zone, firstDate, streamOf, diary, parameters } = run;
  const personId = who.patient.identifier.value;
  return glucoseCourse(archetype, {
    zone,
    firstDate,
    personId,
    streamOf,
    ...(diary === undefined ? {} : { diary }),
    ...(parameters === undefined || parameters.model === 'hall-2011' ? {} : { parameters }),
  });
}

const DAYS_PER_YEAR = 365.25;

/** The patient's weight, and whoever shares the scale. */
export function weightCourseOf(archetype: WeightArchetype, run: PatientRun): WeightCourse {
  const { gender, birthDate, identifier } = run.who.patient;
  const { parameters } = run;
  return weightCourse({
    archetype,
    person: { gender, ageYears: daysBetween(birthDate, run.firstDate) / DAYS_PER_YEAR },
    personId: identifier.value,
    zone: run.zone,
    firstDay: dayOf(run.firstDate),
    ...(run.decompensation === undefined ? {} : { fixed: run.decompensation }),
    ...(run.diary === undefined ? {} : { diary: run.diary }),
    ...(parameters?.model === 'hall-2011' ? { parameters: parameters.parameters } : {}),
    space: run.space,
  });
}
