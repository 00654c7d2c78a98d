import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EXAMPLES as RESOURCES } from '../../contract/wire/fhir/examples.ts';
import { EXAMPLES as MESSAGES } from '../../contract/wire/hl7v2/examples.ts';
import { writeLossless } from '../../contract/wire/json/lossless.ts';
import { coverage } from './coverage.ts';
import { sortHarnessWire } from './harness-wire.ts';
import { writeRefusals } from './refusals.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vitalproof-coverage-'));
  for (const kind of ['wire/fhir', 'wire/hl7v2', 'harness']) mkdirSync(join(dir, kind), { recursive: true });
});
afterEach(() => rmSync(dir, { recursive: true }));
const put = (name: string, text: string): void => writeFileSync(join(dir, name), text);

test('what is in no folder is missing', () => {
  const { demanded, missing } = coverage([join(dir, 'wire')], []);
  expect(missing).toHaveLength(demanded);
  expect(missing).toEqual(
    expect.arrayContaining([
      'Task',
      'Subscription',
      'Bundle history',
      'OperationOutcome scope',
      'ORU^R40',
      'MSA-1 CR',
      'ERR-5 charset',
    ]),
  );
});

test('what a bundle, a refusal, an answer or an alert holds is there', () => {
  put('wire/fhir/page.json', writeLossless(RESOURCES['inbox-page'] ?? {}));
  put('wire/fhir/outcome.json', writeLossless(RESOURCES['outcome'] ?? {}));
  put('wire/hl7v2/ack.hl7', MESSAGES['ack-place'] ?? '');
  put('wire/hl7v2/alert.hl7', MESSAGES['alert-critical'] ?? '');
  const { missing } = coverage([join(dir, 'wire')], []);
  for (const kind of [
    'Task',
    'Bundle searchset',
    'OperationOutcome no-permission',
    'ACK',
    'MSA-1 AE',
    'ERR-5 bad-value',
    'ORU^R40',
  ])
    expect(missing).not.toContain(kind);
});

test('what the encoder alone has written is told apart', () => {
  writeRefusals(join(dir, 'written'));
  put('wire/fhir/outcome.json', writeLossless(RESOURCES['outcome'] ?? {}));
  const { missing, writtenAlone } = coverage([join(dir, 'wire')], [join(dir, 'written')]);
  expect(missing.filter((kind) => kind.startsWith('OperationOutcome ') || kind.startsWith('ERR-5 '))).toEqual([]);
  expect(writtenAlone).toContain('OperationOutcome multiple-matches');
  expect(writtenAlone).not.toContain('OperationOutcome no-permission');
});

test('of what a run kept, requests of many are taken apart and answers are not', () => {
  put('harness/a', MESSAGES['order-new'] ?? '');
  put('harness/b', `POST http://h/fhir\n\n${writeLossless(RESOURCES['batch'] ?? {})}`);
  put(
    'harness/c',
    `GET http://h/fhir/Task\n\n\n200\ncontent-type: x\n\n${writeLossless(RESOURCES['inbox-page'] ?? {})}`,
  );
  sortHarnessWire(join(dir, 'harness'), join(dir, 'sorted'));
  const { missing } = coverage([join(dir, 'sorted')], []);
  for (const kind of ['OMG^O19', 'Observation', 'Bundle searchset', 'Task']) expect(missing).not.toContain(kind);
});
