import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { ClientRequest, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { MllpFramer } from '../../contract/wire/hl7v2/mllp.ts';

/**
 * Loaded before every end-to-end test file when VITALPROOF_WIRE names a folder: keeps each distinct FHIR body and each
 * distinct HL7 v2 answer or alert that the reference hands to a connection, for `tools/validators.ts`. It listens where
 * bytes leave the process, so that no test has to remember to keep them.
 */
const dir = process.env['VITALPROOF_WIRE'];

/** Suites that load or kill the reference send the same few shapes by the thousand; in two others it is not ours that answers. */
const LEFT_OUT = /\/(survival|store|conformance|cli)\/|crash\.e2e|stock-listener\.e2e|alerts\/link\.e2e/;

/** Of a fresh seed each time: what is found there would not be found again. With a seed that is said they are kept as well. */
const FRESH = process.env['FUZZ_SEED'] === undefined ? /\/fuzz/ : undefined;

const isLeftOut = (path: string): boolean => LEFT_OUT.test(path) || FRESH?.test(path) === true;

const keep = (kind: 'fhir' | 'hl7v2', bytes: Buffer): void => {
  if (dir === undefined || bytes.length === 0 || isLeftOut(expect.getState().testPath ?? '')) return;
  const name = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
  const file = join(dir, kind, `${name}.${kind === 'fhir' ? 'json' : 'hl7'}`);
  if (!existsSync(file)) writeFileSync(file, bytes);
};

const bytesOf = (chunk: unknown): Buffer =>
  typeof chunk === 'string' ? Buffer.from(chunk) : chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0);

/** By what it holds: heads are written in ways that cannot be looked at. */
const keepResource = (bytes: Buffer): void => {
  if (bytes[0] === BRACE && bytes.includes('"resourceType"')) keep('fhir', bytes);
};

const VT = 0x0b;
const BRACE = 0x7b;
/** What tests send as somebody else is not ours to answer for, and often wrong on purpose. */
const OURS = /^MSH\|[^|]*\|(?:[^|]*\|){6}ACK\b|^MSH\|[^|]*\|RPM\|(?:[^|]*\|){5}(?:ORU\^R40|MDM)/;

const keepFrames = (bytes: Buffer): void => {
  for (const frame of new MllpFramer().push(bytes))
    if (OURS.test(frame.bytes.toString('latin1'))) keep('hl7v2', frame.bytes);
};

/** Has `look` see the first argument of each call of this method before it does what was asked. */
const listen = <T extends object, K extends keyof T>(prototype: T, method: K, look: (first: unknown) => void): void => {
  const original = prototype[method] as unknown as (...rest: unknown[]) => unknown;
  prototype[method] = function listened(this: T, ...rest: unknown[]) {
    look(rest[0]);
    return original.apply(this, rest);
  } as never;
};

if (dir !== undefined) {
  for (const kind of ['fhir', 'hl7v2']) mkdirSync(join(dir, kind), { recursive: true });
  listen(ServerResponse.prototype, 'end', (chunk) => keepResource(bytesOf(chunk)));
  // Notifications: the one thing that the reference sends of its own accord over HTTP. Tests use fetch, which is not this.
  listen(ClientRequest.prototype, 'end', (chunk) => keepResource(bytesOf(chunk)));
  listen(Socket.prototype, 'write', (chunk) => {
    const bytes = bytesOf(chunk);
    if (bytes[0] === VT) keepFrames(bytes);
  });
}
