import type { PatientCase } from './world.ts';

/** A patient of whose operations no course that was kept says anything. */
export const unruled = (patient: PatientCase): PatientCase => ({
  ...patient,
  measures: patient.measures.map((view) => ({
    ...view,
    measure: { ...view.measure, explored: { ...view.measure.explored, rulings: new Map() } },
  })),
});
