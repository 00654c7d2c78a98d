import type { JsonObject } from '../../contract/wire/json/lossless.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import { createBundle } from '../../contract/wire/fhir/bundle.ts';
import { encodeReading } from '../../contract/wire/fhir/observation.ts';
import { encodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import { frame } from '../../contract/wire/hl7v2/mllp.ts';
import { NAMESPACES, PATIENTS, readingOf, SENDER } from './scene.ts';

const post = (path: string, resource: JsonObject, token: string): Buffer => {
  const body = Buffer.from(writeLossless(resource));
  const head =
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/fhir+json\r\nPrefer: return=minimal\r\n` +
    `Authorization: Bearer ${token}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
};

export const get = (path: string, token: string): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`, 'latin1');

/** Requests of one run. `patients`: their references, by number. */
export const requestsOf = (run: string, patients: readonly string[], token: string, nowMs: number) => {
  const observation = (n: number): JsonObject =>
    encodeReading(readingOf(n, run, nowMs), () => patients[n % PATIENTS] ?? 'Patient/none');
  return {
    single: (n: number): Buffer => post('/fhir/Observation', observation(n), token),
    bundle: (n: number, size: number, type: 'batch' | 'transaction'): Buffer =>
      post(
        '/fhir',
        createBundle(
          type,
          Array.from({ length: size }, (_, i) => ({ resource: observation(n * size + i) })),
        ),
        token,
      ),
    oru: (n: number): Buffer =>
      frame(
        encodeReadingMessage(
          [readingOf(n, run, nowMs)],
          {
            sendingApplication: SENDER.application,
            sendingFacility: SENDER.facility,
            receivingApplication: 'RPM',
            receivingFacility: 'BENCH',
            at: new Date(nowMs).toISOString(),
            controlId: `${run}${n}`,
            processingId: 'T',
          },
          NAMESPACES,
        ),
      ),
  };
};
