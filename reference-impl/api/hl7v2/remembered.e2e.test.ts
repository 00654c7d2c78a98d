import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as example from '../../../contract/wire/fhir/example-values.ts';
import { encodeOrderMessage } from '../../../contract/wire/hl7v2/order.ts';
import { encodeReadingMessage } from '../../../contract/wire/hl7v2/reading.ts';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { writeLossless } from '../../../contract/wire/json/lossless.ts';
import { readingOf, run, type Running, seed, tokenOf, TOKEN } from '../../crash-run.test-helper.ts';
import { parsed, WireClient } from './wire.test-helper.ts';

const NAMESPACES = { EHR: 'urn:example:ehr:placer', METER: 'urn:example:meter-readings' };
const directory = mkdtempSync(join(tmpdir(), 'vitalproof-remembered-'));
const path = join(directory, 'data', 'reference.db');

let server: Running;
beforeAll(async () => {
  server = await run(path);
  await seed(server);
});
afterAll(async () => {
  await server.kill();
  rmSync(directory, { recursive: true, force: true });
});

const restarted = async (): Promise<void> => {
  await server.kill();
  server = await run(path);
};

const envelope = (application: string, controlId: string) => ({
  sendingApplication: application,
  sendingFacility: 'GOODHEALTH',
  receivingApplication: 'RPM',
  receivingFacility: 'GOODHEALTH',
  at: '2026-03-03T11:59:00.000Z',
  controlId,
  processingId: 'T' as const,
});
const oru = (id: string, key: string): string =>
  encodeReadingMessage([readingOf(key)], envelope('GATEWAY', id), NAMESPACES);
const { precision: _none, effectiveFrom: _now, ...order } = example.glucoseOrder;
const withHigh = (id: string, high: string): string => {
  const limits = [
    { tier: 'reference', low: '70', high } as const,
    { tier: 'critical', low: '54', high: '300', inclusive: 'high' } as const,
  ];
  return encodeOrderMessage({ ...order, limits }, 'XO', envelope('EHR', id), NAMESPACES, 'OMG^O19', order);
};

/** The bytes of the answer to a message, on a connection of its own. */
const told = async (text: string): Promise<string> => {
  const client = await WireClient.to(server.port);
  await client.write(frame(text));
  const [answer] = await client.rawAcks(1);
  client.socket.destroy();
  return String(answer);
};
const highOf = async (): Promise<string | undefined> => {
  const { json } = await server.call('GET', '/ServiceRequest?identifier=urn:example:ehr:placer%7CPLC-7001', TOKEN.ehr);
  return /"high":\{"value":(\d+)/.exec(writeLossless(json))?.[1];
};
const audited = async (): Promise<number> => {
  const { json } = await server.call('GET', '/AuditEvent?_count=500', tokenOf('auditor'));
  return (json['entry'] as readonly unknown[]).length;
};

test('a message that was taken before a kill is answered with the same bytes after it, and does nothing again', async () => {
  const taken = await told(oru('SAME-1', 'r1'));
  expect(taken).toContain('\rMSA|AA|SAME-1\r');
  await restarted();
  const before = await audited();
  expect(await told(oru('SAME-1', 'r1'))).toBe(taken);
  expect(await audited()).toBe(before);
});

test('a change that another has followed is not made again by its repetition', async () => {
  const first = await told(withHigh('CHANGE-1', '200'));
  expect(first).toContain('\rMSA|AA|CHANGE-1\r');
  expect(await told(withHigh('CHANGE-2', '210'))).toContain('\rMSA|AA|CHANGE-2\r');
  expect(await highOf()).toBe('210');
  await restarted();
  expect(await told(withHigh('CHANGE-1', '200'))).toBe(first);
  expect(await highOf()).toBe('210');
});

test('another message under a used control id is refused, before and after a kill', async () => {
  await told(oru('REUSED-1', 'r2'));
  for (let life = 0; life < 2; life += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one life after the other
    const reused = await told(oru('REUSED-1', 'r3'));
    expect(reused).toContain('\rMSA|AE|REUSED-1\rERR||MSH^1^10|');
    expect(reused).toContain('control-id-reuse');
    // oxlint-disable-next-line no-await-in-loop
    await restarted();
  }
  expect(await told(oru('FRESH-1', 'r3'))).toContain('\rMSA|AA|FRESH-1\r');
});

test('a refusal is judged anew after a kill: alike it is told in the same bytes, and its id is used for good', async () => {
  const unpermitted = (key: string): string => oru('REFUSED-1', key).replaceAll('MRN1001', 'MRN9999');
  const refused = await told(unpermitted('r4'));
  expect(refused).toContain('\rMSA|AE|REFUSED-1\r');
  await restarted();
  const before = await audited();
  expect(await told(unpermitted('r4'))).toBe(refused);
  // It was looked at again.
  expect(await audited()).toBe(before + 1);
  expect(await told(unpermitted('r5'))).toContain('control-id-reuse');
});

test('killed at any moment between message and answer, the repetition is answered once and for all', async () => {
  for (let life = 0; life < 6; life += 1) {
    const id = `KILLED-${life}`;
    // oxlint-disable-next-line no-await-in-loop -- one life after the other
    const client = await WireClient.to(server.port);
    // oxlint-disable-next-line no-await-in-loop -- the answer of every second one is waited for
    await client.write(frame(withHigh(id, String(220 + life))));
    // oxlint-disable-next-line no-await-in-loop
    const heard = life % 2 === 0 ? String((await client.rawAcks(1))[0]) : undefined;
    // oxlint-disable-next-line no-await-in-loop
    await restarted();
    client.socket.destroy();
    // oxlint-disable-next-line no-await-in-loop
    const again = await told(withHigh(id, String(220 + life)));
    expect(parsed(Buffer.from(again)).segments[1]?.text(1)).toBe('AA');
    if (heard !== undefined) expect(again).toBe(heard);
    // oxlint-disable-next-line no-await-in-loop
    expect(await told(withHigh(id, String(220 + life)))).toBe(again);
    // oxlint-disable-next-line no-await-in-loop
    expect(await highOf()).toBe(String(220 + life));
  }
}, 120_000);
