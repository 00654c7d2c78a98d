import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signToken } from '../api/auth/sign.ts';
import { type RunningReference, startReference } from '../server.ts';
import { newDatabase } from '../store/new-database.test-helper.ts';
import { clinician, START } from './people.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const missing = spawnSync('mllp_send', ['--version']).status !== 0;
const run = promisify(execFile);

const PID = 'PID|1||MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR||Doe^Jane^^^^^L||19700115|F';
const RIVERA = '1234567893^^^^^^^^NPI&2.16.840.1.113883.4.6&ISO^^^^NPI';
const header = (sender: string, type: string, id: string): string =>
  `MSH|^~\\&|${sender}|GOODHEALTH|RPM|GOODHEALTH|20260303120000+0000||${type}|${id}|T|2.5.1||||||UNICODE UTF-8`;
const LIMITS = [
  'OBX|1|SN|41653-7^^LN|ABN.HI|>^160|mg/dL^mg/dL^UCUM|||||O',
  'OBX|2|SN|41653-7^^LN|ABN.LO|<^70|mg/dL^mg/dL^UCUM|||||O',
];
const PATIENT = [header('EHR', 'ADT^A28^ADT_A05', 'PAT1'), 'EVN||20260302090000-0500', PID, 'PV1|1|N'];
const ORDERS = {
  'OMG^O19': [
    header('EHR', 'OMG^O19^OMG_O19', 'ORD1'),
    PID,
    `ORC|NW|PLC-1^EHR|||||||20260302090000-0500|||${RIVERA}`,
    'TQ1|1||||||20260302000000-0500|20260531235959-0400',
    `OBR|1|PLC-1^EHR||359772000^^SCT||||||||||||${RIVERA}||||||||||||${RIVERA}`,
    ...LIMITS,
  ],
  'ORM^O01': [
    header('EHR', 'ORM^O01^ORM_O01', 'ORD1'),
    PID,
    `ORC|NW|PLC-1^EHR|||||^^^20260302000000-0500^20260531235959-0400||20260302090000-0500|||${RIVERA}`,
    `OBR|1|PLC-1^EHR||359772000^^SCT||||||||||||${RIVERA}||||||||||||${RIVERA}`,
    ...LIMITS,
  ],
} as const;
const PERMISSION = [
  header('PORTAL', 'ORU^R01^ORU_R01', 'PER1'),
  PID,
  'OBR|1|||59284-0^Patient Consent^LN|||20260302100500-0500||||||||||||||||||F',
  'OBX|1|CWE|41653-7^^LN||GRANTED^^99VPF||||||F|||20260302100500-0500',
];
const reading = (key: string, value: string): readonly string[] => [
  header('GATEWAY', 'ORU^R01^ORU_R01', `RES-${key}`),
  PID,
  `OBR|1||${key}^METER|359772000^^SCT|||20260303065900-0500||||||||||||||||||F`,
  `OBX|1|NM|41653-7^^LN|1|${value}|mg/dL^mg/dL^UCUM|||||F|||20260303065900-0500`,
];

const why = missing ? ' (skipped: no mllp_send; Debian has it in python3-hl7)' : '';
describe.skipIf(missing)(`mllp_send, a command of somebody else${why}`, () => {
  let reference: RunningReference;
  let dir: string;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'vitalproof-mllp-send-'));
    reference = await startReference({ databasePath: newDatabase(), tokenKey: KEY, now: () => START });
  });
  afterEach(async () => {
    await reference.close();
    rmSync(dir, { recursive: true });
  });

  const authorization = `Bearer ${signToken({ sub: 'kit', role: 'ehr', exp: START / 1000 + 600 }, KEY)}`;
  const post = (path: string, body: object) =>
    fetch(`${reference.fhirBase}${path}`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    });
  const tasks = async (): Promise<readonly Record<string, unknown>[]> => {
    const answer = await fetch(`${reference.fhirBase}/Task?_sort=_lastUpdated`, { headers: { authorization } });
    const { entry = [] } = (await answer.json()) as { entry?: readonly { resource: Record<string, unknown> }[] };
    return entry.map(({ resource }) => resource);
  };
  /** Sends a file of messages, lines ended as a text editor ends them; MSA-1 and MSA-2 of every answer. */
  const send = async (...messages: readonly (readonly string[])[]): Promise<readonly string[]> => {
    const file = join(dir, 'messages.hl7');
    writeFileSync(file, messages.map((segments) => `${segments.join('\n')}\n`).join(''));
    const { stdout } = await run(
      'mllp_send',
      ['--loose', '--file', file, '--port', String(reference.hl7.port), '127.0.0.1'],
      {
        timeout: 30_000,
      },
    );
    return [...stdout.matchAll(/MSA\|(\w\w)\|([^|\r]*)/g)].map(([, code, id]) => `${code} ${id}`);
  };

  test.each(Object.entries(ORDERS))('%s, then readings: the item is there by FHIR', async (_name, order) => {
    expect((await post('/PractitionerRole', clinician)).status).toBe(201);
    expect(await send(PATIENT, order)).toEqual(['AA PAT1', 'AA ORD1']);
    expect(await send(reading('R1', '212'))).toEqual(['AE RES-R1']);
    expect(await send(PERMISSION, reading('R1', '212'), reading('R1', '212'), reading('R2', '120'))).toEqual([
      'AA PER1',
      'AA RES-R1',
      'AA RES-R1',
      'AA RES-R2',
    ]);
    expect(await tasks()).toMatchObject([
      {
        status: 'requested',
        code: { coding: [{ code: 'abnormal' }] },
        owner: { reference: expect.stringMatching(/^PractitionerRole/) },
      },
    ]);
  });
});
