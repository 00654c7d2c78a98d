import { createPipeline } from '../../reference-impl/app.ts';
import type { Caller, Pipeline } from '../../reference-impl/pipeline.ts';
import { startReference as serve } from '../../reference-impl/server.ts';
import { NAMESPACES, orderOf, PATIENTS, patientOf, RIVERA, SENDER } from './scene.ts';

const EHR: Caller = { role: 'ehr', client: 'vp-ehr' };

const must = (outcome: { readonly ok: boolean }): void => {
  if (!outcome.ok) throw new Error(`the scene was refused: ${JSON.stringify(outcome)}`);
};

/** Patients with an order and a permission each. */
export const setScene = async (pipeline: Pipeline, nowMs: number): Promise<void> => {
  must(await pipeline.people.clinician(EHR, { identifier: RIVERA, family: 'Rivera', given: 'Ana' }));
  for (let n = 0; n < PATIENTS; n++) {
    const patient = patientOf(n);
    must(
      await pipeline.people.patient(EHR, {
        identifier: patient,
        family: 'Doe',
        given: `${n}`,
        gender: 'unknown',
        birthDate: '1970-01-01',
      }),
    );
    must(await pipeline.orders.submit(EHR, orderOf(n, nowMs)));
    const permission = {
      identifier: { system: 'urn:example:portal:permission', value: `${patient.value}/glucose` },
      patient,
      measure: 'glucose' as const,
      status: 'granted' as const,
      at: new Date(nowMs - 60_000).toISOString(),
    };
    must(await pipeline.permissions.set({ role: 'portal', client: 'vp-portal', subject: patient }, permission));
  }
};

/** The reference as `vitalproof serve` runs it, with its scene set. */
export const startReference = async (
  databasePath: string,
  tokenKey: string,
): Promise<{ readonly http: number; readonly mllp: number; readonly patients: readonly string[] }> => {
  const pipeline = createPipeline({ databasePath });
  await setScene(pipeline, Date.now());
  const patients = Array.from({ length: PATIENTS }, (_, n) => pipeline.references.referenceTo('Patient', patientOf(n)));
  await pipeline.close();
  const name = `${SENDER.application}|${SENDER.facility}`;
  const reference = await serve({
    databasePath,
    tokenKey,
    frontThread: true,
    namespaces: NAMESPACES,
    hl7Clients: { [name]: { role: 'gateway', client: name } },
  });
  return {
    http: Number(new URL(reference.fhirBase).port),
    mllp: reference.hl7.port,
    patients: patients.map((patient) => patient ?? ''),
  };
};
