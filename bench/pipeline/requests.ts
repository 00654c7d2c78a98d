import type { JsonObject } from '../../contract/wire/json/lossless.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import { createBundle } from '../../contract/wire/fhir/bundle.ts';
import { encodeReading } from '../../contract/wire/fhir/observation.ts';
import { encodeReadingMessage } from '../../contract/wire/hl7v2/reading.ts';
import { frame } from '../../contract/wire/hl7v2/mllp.ts';
import { NAMESPACES, numberText, PATIENTS, readingOf, SENDER } from './scene.ts';
import { type Field, stamped } from './stamped.ts';

const post = (path: string, resource: JsonObject, token: string): Buffer => {
  const body = Buffer.from(writeLossless(resource));
  const head =
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/fhir+json\r\nPrefer: return=minimal\r\n` +
    `Authorization: Bearer ${token}\r\nContent-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
};

export const get = (path: string, token: string): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\n\r\n`, 'latin1');

/**
 * Requests of one run. `patients`: their references, by number. What is sent is encoded once for each patient; of the next
 * only its numbers and times are written anew, so that the client is not what is measured.
 */
export const requestsOf = (run: string, patients: readonly string[], token: string, nowMs: number) => {
  const observation = (n: number): JsonObject =>
    encodeReading(readingOf(n, run, nowMs), () => patients[n % PATIENTS] ?? 'Patient/none');
  const name: Field = (n) => `${run}-${numberText(n)}`;
  const effective: Field = (n) => readingOf(n, run, nowMs).effective;
  const hl7Time: Field = (n) => `${effective(n).replaceAll(/[-:TZ]/g, '')}+0000`;
  const controlId: Field = (n) => `${run}${numberText(n)}`;
  const message = (n: number): Buffer =>
    frame(
      encodeReadingMessage(
        [readingOf(n, run, nowMs)],
        {
          sendingApplication: SENDER.application,
          sendingFacility: SENDER.facility,
          receivingApplication: 'RPM',
          receivingFacility: 'BENCH',
          at: new Date(nowMs).toISOString(),
          controlId: controlId(n),
          processingId: 'T',
        },
        NAMESPACES,
      ),
    );
  const bundle = (n: number, size: number, type: 'batch' | 'transaction'): Buffer => {
    const entries = Array.from({ length: size }, (_, i) => ({ resource: observation(n * size + i) }));
    return post('/fhir', createBundle(type, entries), token);
  };
  const bundles = {
    batch: stamped((n) => bundle(n, BUNDLE, 'batch'), [name, effective], { period: PATIENTS, size: BUNDLE }),
    transaction: stamped((n) => bundle(n, BUNDLE, 'transaction'), [name, effective], {
      period: PATIENTS,
      size: BUNDLE,
    }),
  };
  return {
    single: stamped((n) => post('/fhir/Observation', observation(n), token), [name, effective], { period: PATIENTS }),
    bundle: (n: number, type: 'batch' | 'transaction'): Buffer => bundles[type](n),
    oru: stamped(message, [name, hl7Time, controlId], { period: PATIENTS }),
  };
};

/** Readings of a bundle. */
export const BUNDLE = 100;
