import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EHR } from '../../conformance/sut/actor.ts';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import { commandLine } from '../command-line.test-helper.ts';
import { fhirAt } from './receiver.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const ENV = { VITALPROOF_TOKEN_KEY: KEY };
const vitalproof = commandLine(() => ENV);
const folder = mkdtempSync(join(tmpdir(), 'in-batches-'));

interface Entry {
  readonly request: { readonly method: string; readonly url: string };
  readonly resource: { readonly status: string; readonly identifier: readonly { readonly value: string }[] };
}
interface TruthLine {
  readonly reading: string;
  readonly patient: string;
  readonly version: number;
  readonly act: 'submit' | 'correct' | 'retract';
  readonly truth: { readonly faultIds: readonly string[] };
}

const isPoison = ({ act, truth }: TruthLine): boolean => act === 'submit' && truth.faultIds.includes('poison');

const textOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** Before the reference: asks the first batch to come again, and loses the answer to the second. Tells of every batch that came. */
const badDoor = (base: string, bundles: string[]): Server =>
  createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      const isBundle = request.method === 'POST' && body.includes('"resourceType":"Bundle"');
      if (isBundle) bundles.push(body.toString());
      if (isBundle && bundles.length === 1) {
        response.writeHead(503, { 'Retry-After': '0' }).end();
        return;
      }
      const { host: _own, connection: _kept, ...headers } = request.headers;
      const answer = await fetch(new URL(request.url ?? '', base), {
        method: request.method ?? 'GET',
        headers: headers as Record<string, string>,
        ...(body.length === 0 ? {} : { body }),
      });
      const text = await answer.text();
      if (isBundle && bundles.length === 2) {
        request.socket.destroy();
        return;
      }
      const kept = ['content-type', 'location', 'etag'].flatMap((name) => {
        const value = answer.headers.get(name);
        return value === null ? [] : [[name, value] as const];
      });
      response.writeHead(answer.status, Object.fromEntries(kept)).end(text);
    })();
  });

let reference: RunningReference;
let door: Server;
let base = '';
const bundles: string[] = [];
beforeAll(async () => {
  reference = await startReference({ databasePath: ':memory:', tokenKey: KEY });
  door = badDoor(reference.fhirBase, bundles);
  door.listen(0, '127.0.0.1');
  await once(door, 'listening');
  base = `http://127.0.0.1:${(door.address() as AddressInfo).port}/fhir`;
});
afterAll(async () => {
  door.closeAllConnections();
  door.close();
  await reference.close();
  rmSync(folder, { recursive: true });
});

/** What is filed of a patient: each key with its status and version. */
const filedOf = async (patient: string): Promise<Map<string, string>> => {
  const driver = fhirAt('to', reference.fhirBase, ENV, false);
  const key = { system: 'urn:oid:2.999.1.1', value: patient };
  const { output } = await driver.perform({ op: 'reading.read', patient: key }, EHR);
  await driver.close();
  const readings = output?.readings ?? [];
  const filed = new Map(
    readings.map(({ reading, version }) => [reading.identifier.value, `${reading.status} ${version}`]),
  );
  expect(filed.size).toBe(readings.length);
  return filed;
};

/** What has to be filed of a patient in the end. The same version twice is one, and what was never filed has nothing to erase. */
const dueOf = (lines: readonly TruthLine[], patient: string): Map<string, string> => {
  const status = { submit: 'final', correct: 'corrected', retract: 'entered-in-error' };
  const versions = new Map<string, Map<number, string>>();
  for (const line of lines.filter((each) => each.patient === patient && !isPoison(each))) {
    const known = versions.get(line.reading) ?? new Map<number, string>();
    if (line.act !== 'retract' || known.size > 0) versions.set(line.reading, known.set(line.version, status[line.act]));
  }
  return new Map([...versions].map(([key, known]) => [key, `${[...known.values()].at(-1)} ${known.size}`]));
};

const countOf = (out: string, what: string): number => Number(new RegExp(`^${what} +(\\d+)$`, 'm').exec(out)?.[1]);

describe('in batches to a running reference', () => {
  test('everything is taken once, whatever became of an answer; what is no reading is refused alone', async () => {
    const truth = join(folder, 'truth');
    const fleet = ['--archetype', 't2d-oral:1,hf-decomp:2', '--days', '12', '--seed', '12', '--phone', 'locked'];
    const faults = 'changed-value:100,health-store-delete:100,poison:600,duplicate-upload:5,delayed-batch:10';
    const when = ['--start', '2035-03-05T00:00:00-05:00'];
    const to = ['--to', base, '--format', 'fhir-bundle', '--enrol', reference.fhirBase, '--in-flight', '1'];
    const said = await vitalproof('simulate', ...fleet, ...when, '--faults', faults, ...to, '--truth', truth);
    expect([said.code, said.err]).toEqual([0, '']);

    const lines = readFileSync(truth, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as TruthLine & { lost?: string });
    const sent = lines.filter(({ lost }) => lost === undefined);
    const poisoned = sent.filter(isPoison).length;
    expect(poisoned).toBeGreaterThan(0);
    expect([countOf(said.out, 'accepted'), countOf(said.out, 'refused'), countOf(said.out, 'unknown')]).toEqual([
      sent.length - poisoned,
      poisoned,
      0,
    ]);
    expect(said.out).toContain(`${poisoned}  bad-value`);

    const entries = bundles.map((text) => (JSON.parse(text) as { entry: Entry[] }).entry);
    expect(bundles.every((text) => text.includes('"type":"batch"'))).toBe(true);
    expect(Math.max(...entries.map(({ length }) => length))).toBeGreaterThan(3);
    const keysOf = (list: readonly Entry[]) => list.map(({ resource }) => resource.identifier[0]?.value);
    for (const list of entries) expect(new Set(keysOf(list)).size).toBe(list.length);
    // The same batch went three times: it was asked to come again, its answer was lost, and it was answered.
    expect([entries[1], entries[2]]).toEqual([entries[0], entries[0]]);
    expect(countOf(said.out, 'sent again')).toBe(2 * (entries[0]?.length ?? 0));
    expect(entries.slice(2).flat()).toHaveLength(sent.length);
    const statuses = new Set(entries.flat().map(({ request, resource }) => `${request.method} ${resource.status}`));
    expect(statuses).toEqual(new Set(['POST final', 'PUT corrected', 'PUT entered-in-error']));

    for (const patient of new Set(sent.map((line) => line.patient)))
      expect(await filedOf(patient)).toEqual(dueOf(sent, patient));
  });

  test('without being known there every entry is refused, and counted by itself', async () => {
    const who = ['--archetype', 'hf-stable', '--days', '5', '--seed', '77'];
    const said = await vitalproof('simulate', ...who, '--to', reference.fhirBase, '--format', 'fhir-bundle');
    expect([said.code, said.err, countOf(said.out, 'accepted')]).toEqual([0, '', 0]);
    expect(said.out).toMatch(/ {2}patient-not-authorised$/m);
  });
});
