import { createAuthenticator } from '../../reference-impl/api/auth/authenticator.ts';
import { createFhirApp } from '../../reference-impl/api/fhir/app.ts';
import { startFhirServer } from '../../reference-impl/api/fhir/server.ts';
import { startHl7Server } from '../../reference-impl/api/hl7v2/server.ts';
import { createPipeline } from '../../reference-impl/app.ts';
import type { Caller, Pipeline } from '../../reference-impl/pipeline.ts';
import { NAMESPACES, orderOf, PATIENTS, patientOf, RIVERA, SENDER } from './scene.ts';

const EHR: Caller = { role: 'ehr', client: 'vp-ehr' };
const LOOPBACK = '127.0.0.1';

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

/** The reference with its scene set, over FHIR and HL7 v2. */
export const startReference = async (
  databasePath: string,
  tokenKey: string,
): Promise<{ readonly http: number; readonly mllp: number; readonly patients: readonly string[] }> => {
  const pipeline = createPipeline({ databasePath });
  await setScene(pipeline, Date.now());
  const app = createFhirApp(pipeline, { authenticate: createAuthenticator(tokenKey, Date.now), clockPort: false });
  const fhir = await startFhirServer(app, { host: LOOPBACK, port: 0 });
  const { application, facility } = SENDER;
  const hl7 = await startHl7Server(pipeline, {
    host: LOOPBACK,
    port: 0,
    namespaces: NAMESPACES,
    clients: { [`${application}|${facility}`]: { role: 'gateway', client: application } },
  });
  const patients = Array.from({ length: PATIENTS }, (_, n) => pipeline.references.referenceTo('Patient', patientOf(n)));
  return { http: fhir.port, mllp: hl7.port, patients: patients.map((reference) => reference ?? '') };
};
