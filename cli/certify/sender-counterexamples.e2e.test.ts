import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { referenceSender } from '../../conformance/sender/reference-sender.ts';
import type { Reading } from '../../contract/domain/index.ts';
import { commandLine } from '../command-line.test-helper.ts';
import type { Means } from './sender-means.ts';

/** A sender that drops the zeros at the end of a number. */
const withoutZeros = (reading: Reading): Reading => {
  const { result } = reading;
  if (result.kind !== 'value' || !result.quantity.value.endsWith('.0')) return reading;
  const { value, unit } = result.quantity;
  return { ...reading, result: { kind: 'value', quantity: { value: value.slice(0, -2), unit } } };
};

// What a profile starts by a command is started here, in this process: its defect is what is tested.
vi.mock('./sender-means.ts', () => ({
  meansOf: (): Means => ({
    start: referenceSender(() => ({ outgoing: withoutZeros })),
    width: 8,
    close: async () => undefined,
  }),
}));

let folder: string;
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'vitalproof-sender-example-')));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const vitalproof = commandLine(() => ({ VITALPROOF_RUNS: join(folder, 'runs') }));

test('certify of a sender that breaks something tells how little it takes, and how to see it again', async () => {
  const sut = join(folder, 'sender.yaml');
  writeFileSync(
    sut,
    "vitalproof: 1\nname: A\nversion: '1'\nrole: sender\nenvironment: test\nsources: health-connect\nout: fhir\n" +
      "deadlines: { forward: 1s, recovery: 1s }\npairing: { by: command, start: 'true' }\n",
  );
  const { code, out } = await vitalproof('certify', '--sut', sut, '--only', 'SND-04', '--seed', '7');
  expect(code).toBe(1);
  expect(out).toMatch(/FAIL\s+SND-04/);
  expect(out).toContain('making a counterexample of SND-04 small');
  expect(out).toMatch(/counterexample of SND-04: [1-3] operations, reproduced 5\/5/);
  expect(out).toContain(`repeat     npm run -s vitalproof -- certify --sut ${sut} --only SND-04 --seed 7`);

  const examples = join(folder, 'runs', 'latest', 'counterexamples');
  expect(readdirSync(examples).toSorted()).toEqual(['snd-04.json', 'snd-04.ndjson']);
  expect(JSON.parse(readFileSync(join(examples, 'snd-04.json'), 'utf8'))).toMatchObject({
    requirement: 'SND-04',
    seed: 7,
    path: 'check:snd-04/health-connect/fhir',
    reproduced: 5,
    tried: 5,
  });
  // What is left of a history keeps its numbers, so that it is no whole one.
  const lines = readFileSync(join(examples, 'snd-04.ndjson'), 'utf8').trim().split('\n');
  const ops = lines.flatMap((line) => (JSON.parse(line) as { act?: { op: string } }).act?.op ?? []);
  expect(ops.filter((op) => op === 'phone.show')).toHaveLength(1);
}, 60_000);
