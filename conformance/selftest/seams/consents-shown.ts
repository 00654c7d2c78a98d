import type { Difference } from '../defect.ts';
import { answering } from './fhir-wire.ts';

/** The patient of a permission, by its identifier: `MRN1001/glucose`. */
const patientIn = (consent: string): string | undefined =>
  /"identifier":\[\{[^}]*"value":"([^"/]+)\//.exec(consent)?.[1];

/** Changes what searches show of the Consents of patients of whom no reading was ever filed. */
export const ofTheSilent = (change: (consent: string) => string): (() => Difference) => {
  return () => {
    const heard = new Set<string>();
    return {
      seams: {
        pipeline: (p) => ({
          ...p,
          readings: {
            ...p.readings,
            file: async (caller, readings, terms) => {
              const filed = await p.readings.file(caller, readings, terms);
              if (filed.ok) for (const { patient } of readings) heard.add(patient.value);
              return filed;
            },
          },
        }),
        ...answering((answer, { method, url }) => {
          if (method !== 'GET' || url?.includes('/Consent') !== true) return answer;
          const parts = answer.body.split(/(?=\{"resourceType":"Consent")/);
          const body = parts
            .map((part) => {
              const patient = part.startsWith('{"resourceType":"Consent"') ? patientIn(part) : undefined;
              return patient === undefined || heard.has(patient) ? part : change(part);
            })
            .join('');
          return { ...answer, body };
        }),
      },
    };
  };
};
