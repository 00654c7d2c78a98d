import type { Sampling } from './layers.ts';
import { glucoseCourse } from './glucose-course.ts';
import type { PatientRun } from './patient-run.ts';
import { weightCourse } from './weight-course.ts';

/** What one person presents to their device, day after day without end, in order of time. */
export function* samplingsOfPerson(run: PatientRun): Generator<Sampling> {
  const { archetype, who, zone, firstDate, streamOf } = run;
  const personId = who.patient.identifier.value;
  if (archetype.measure === 'glucose') {
    for (const { atMs, glucoseMgDl } of glucoseCourse(archetype, zone, firstDate, streamOf)) {
      yield {
        atMs,
        presented: glucoseMgDl,
        specimen: 'capillary',
        truth: { trueValue: glucoseMgDl, trueUnit: 'mg/dL', trueTimeMs: atMs, faultIds: [], personId },
      };
    }
    return;
  }
  for (const { atMs, bodyKg } of weightCourse(
    archetype,
    who.patient.gender,
    zone,
    firstDate,
    run.decompensation,
    streamOf,
  )) {
    yield {
      atMs,
      presented: bodyKg,
      specimen: 'body',
      truth: { trueValue: bodyKg, trueUnit: 'kg', trueTimeMs: atMs, faultIds: [], personId },
    };
  }
}
