import {
  type BundleEntry,
  createBundle,
  readResponseBundle,
  readSearchset,
} from '../../../contract/wire/fhir/bundle.ts';
import { encodeReading } from '../../../contract/wire/fhir/observation.ts';
import { searchToken } from '../../../contract/wire/fhir/search-token.ts';
import type { Identifier, Reading } from '../../../contract/domain/index.ts';
import { isObject, parseLossless, type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import { type Answered, type EhrLink, oneByOne } from './ehr-link.ts';
import type { FhirWrite, SenderSeams } from './seams.ts';

const MEDIA = 'application/fhir+json';
const TIMEOUT_MS = 10_000;

/** An answer that came whole. */
interface Answer {
  readonly status: number;
  readonly text: string;
}

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

const isNew = ({ status }: Reading): boolean => status === 'final' || status === 'preliminary';

/** What became of each entry of a bundle that was answered 2xx. */
const entriesIn = ({ text }: Answer, count: number): readonly Answered[] => {
  const json = objectIn(text);
  const read = json === undefined ? undefined : readResponseBundle(json);
  return Array.from({ length: count }, (_, i): Answered => {
    const status = read?.ok === true ? read.value[i]?.status : undefined;
    return status === undefined ? 'none' : answeredBy(Number(status.slice(0, 3)));
  });
};

const fetched = async (url: string, init: RequestInit): Promise<Answer | undefined> => {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, text: await response.text() };
  } catch {
    // No answer, whatever the reason: it may have been kept.
    return undefined;
  }
};

/** Sends Observations, one by one or in bundles: a new one by conditional create, a change by conditional update. */
export const fhirLink = (base: string, seams: Pick<SenderSeams, 'together' | 'write'>): EhrLink => {
  let reference: string | undefined;

  const patientReference = async (patient: Identifier): Promise<string | undefined> => {
    if (reference !== undefined) return reference;
    const query = `identifier=${encodeURIComponent(searchToken(patient))}`;
    const found = await fetched(`${base}/Patient?${query}`, { method: 'GET' });
    const bundle = found === undefined ? undefined : objectIn(found.text);
    const set = bundle === undefined ? undefined : readSearchset(bundle);
    const id = set?.ok === true ? set.value.resources[0]?.['id'] : undefined;
    return (reference = typeof id === 'string' ? `Patient/${id}` : undefined);
  };

  const written = async (method: string, path: string, plain: FhirWrite): Promise<Answer | undefined> => {
    const changed = seams.write({ ...plain, method, path });
    const { resource, headers } = changed;
    const init = { method: changed.method ?? method, headers, body: writeLossless(resource) };
    return await fetched(`${base}${changed.path ?? path}`, init);
  };

  const observation = (reading: Reading, patient: string): JsonObject =>
    encodeReading(reading, (type) => {
      if (type === 'Patient') return patient;
      throw new RangeError(`no reference to a ${type}`);
    });

  const single = async (reading: Reading, patient: string): Promise<Answered> => {
    const condition = `identifier=${encodeURIComponent(searchToken(reading.identifier))}`;
    const headers = { 'content-type': MEDIA, ...(isNew(reading) ? { 'if-none-exist': condition } : {}) };
    const answer = await written(
      isNew(reading) ? 'POST' : 'PUT',
      isNew(reading) ? '/Observation' : `/Observation?${condition}`,
      { resource: observation(reading, patient), headers },
    );
    return answer === undefined ? 'none' : answeredBy(answer.status);
  };

  const bundled = async (
    readings: readonly Reading[],
    patient: string,
    type: 'batch' | 'transaction',
  ): Promise<readonly Answered[]> => {
    const entries = readings.map((reading): BundleEntry => {
      const resource = observation(reading, patient);
      const { identifier } = reading;
      return isNew(reading) ? { resource, ifNoneExist: identifier } : { resource, update: { identifier } };
    });
    const answer = await written('POST', '', {
      resource: createBundle(type, entries),
      headers: { 'content-type': MEDIA },
    });
    const answered = answer === undefined ? 'none' : answeredBy(answer.status);
    if (answer !== undefined && answered === 'accepted') return entriesIn(answer, readings.length);
    // One bad entry spoils a transaction: which one it is only they can say, each by itself.
    if (answered === 'refused' && readings.length > 1) return await oneByOne(readings, (one) => single(one, patient));
    return readings.map(() => answered);
  };

  return {
    send: async (readings) => {
      const [first] = readings;
      const patient = first === undefined ? undefined : await patientReference(first.patient);
      if (patient === undefined) return readings.map(() => 'none');
      const { together } = seams;
      if (together === 'singly') return await oneByOne(readings, (one) => single(one, patient));
      return await bundled(readings, patient, together.bundle);
    },
    close: () => undefined,
  };
};
