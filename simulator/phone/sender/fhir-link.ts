import { readSearchset } from '../../../contract/wire/fhir/bundle.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { searchToken } from '../../../contract/wire/fhir/search-token.ts';
import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import { isObject, parseLossless, type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import type { Answered } from './collaborators.ts';
import type { EhrLink } from './ehr-link.ts';

const MEDIA = 'application/fhir+json';
const TIMEOUT_MS = 10_000;

const objectIn = (text: string): JsonObject | undefined => {
  try {
    const json = parseLossless(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
};

const answeredBy = (status: number): Answered => {
  if (status >= 200 && status < 300) return 'accepted';
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'unavailable';
};

/** Sends Observations: a new one by conditional create, a change by conditional update. */
export const fhirLink = (base: string): EhrLink => {
  let reference: string | undefined;

  const request = async (
    path: string,
    init: RequestInit,
  ): Promise<{ readonly status: number; readonly text: string } | undefined> => {
    try {
      const response = await fetch(`${base}${path}`, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
      return { status: response.status, text: await response.text() };
    } catch {
      // No answer, whatever the reason: it may have been kept.
      return undefined;
    }
  };

  const patientReference = async (patient: Identifier): Promise<string | undefined> => {
    if (reference !== undefined) return reference;
    const found = await request(`/Patient?identifier=${encodeURIComponent(searchToken(patient))}`, { method: 'GET' });
    const bundle = found === undefined ? undefined : objectIn(found.text);
    const set = bundle === undefined ? undefined : readSearchset(bundle);
    const id = set?.ok === true ? set.value.resources[0]?.['id'] : undefined;
    return (reference = typeof id === 'string' ? `Patient/${id}` : undefined);
  };

  return {
    send: async (reading: Reading) => {
      const patient = await patientReference(reading.patient);
      if (patient === undefined) return 'none';
      const resource = encodeReading(reading, (type) => {
        if (type === 'Patient') return patient;
        throw new RangeError(`no reference to a ${type}`);
      });
      const condition = `identifier=${encodeURIComponent(searchToken(reading.identifier))}`;
      const isNew = reading.status === 'final' || reading.status === 'preliminary';
      const headers = { 'content-type': MEDIA, ...(isNew ? { 'if-none-exist': condition } : {}) };
      const answer = await request(isNew ? '/Observation' : `/Observation?${condition}`, {
        method: isNew ? 'POST' : 'PUT',
        headers,
        body: writeLossless(resource),
      });
      return answer === undefined ? 'none' : answeredBy(answer.status);
    },
    close: () => undefined,
  };
};
