import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningReference, startReference } from '../../reference-impl/server.ts';
import { commandLine } from '../command-line.test-helper.ts';

const KEY = '0123456789abcdef0123456789abcdef';
const vitalproof = commandLine(() => ({ VITALPROOF_TOKEN_KEY: KEY }));
/** The clock of a receiver goes forward only. */
const START = '2035-03-05T00:00:00-05:00';
const folder = mkdtempSync(join(tmpdir(), 'to-receiver-'));
let reference: RunningReference;
beforeAll(async () => {
  reference = await startReference({ databasePath: ':memory:', tokenKey: KEY });
});
afterAll(async () => {
  await reference.close();
  rmSync(folder, { recursive: true });
});

const simulate = (to: string, ...argv: string[]) =>
  vitalproof(
    'simulate',
    '--archetype',
    't2d-oral:1,hf-decomp:2',
    '--days',
    '12',
    '--start',
    START,
    '--to',
    to,
    ...argv,
  );
const mllp = (): string => `mllp://${reference.hl7.host}:${reference.hl7.port}`;
const countOf = (out: string, what: string): number => Number(new RegExp(`^${what} +(\\d+)$`, 'm').exec(out)?.[1]);

describe('sent to a running reference', () => {
  test('without being known there everything is refused, and that is told', async () => {
    const said = await simulate(reference.fhirBase);
    expect([said.code, said.err]).toEqual([0, '']);
    expect(countOf(said.out, 'accepted')).toBe(0);
    expect(said.out).toMatch(/ {2}patient-not-authorised$/m);
  });

  test('enrolled, every reading is taken over FHIR; over MLLP the same again is taken too', async () => {
    const truth = join(folder, 'truth');
    const first = await simulate(reference.fhirBase, '--enrol', reference.fhirBase, '--truth', truth);
    expect(first.err).toBe('');
    const sent = readFileSync(truth, 'utf8').trimEnd().split('\n').length;
    expect([first.code, first.err]).toEqual([0, '']);
    expect([countOf(first.out, 'accepted'), countOf(first.out, 'refused'), countOf(first.out, 'unknown')]).toEqual([
      sent,
      0,
      0,
    ]);
    const again = await simulate(mllp());
    expect(countOf(again.out, 'accepted')).toBe(sent);
  });

  test('with all that can go wrong, corrections and erasures are taken, and what is no reading is refused', async () => {
    const argv = [
      '--enrol',
      reference.fhirBase,
      '--seed',
      '5',
      '--faults',
      'changed-value:200,health-store-delete:200,poison:300',
    ];
    const said = await simulate(reference.fhirBase, ...argv);
    expect([said.code, said.err]).toEqual([0, '']);
    expect(countOf(said.out, 'accepted')).toBeGreaterThan(10);
    expect(said.out).not.toContain('identifier-conflict');
    expect(said.out).toContain('bad-value');
  });

  test('parts of a fleet that begin at the same time are all taken over MLLP', async () => {
    const fleet = ['--seed', '4'];
    await simulate(reference.fhirBase, '--enrol', reference.fhirBase, ...fleet);
    const parts = await Promise.all(['1/3', '2/3', '3/3'].map((part) => simulate(mllp(), ...fleet, '--shard', part)));
    for (const { out, err } of parts) {
      expect(err).toBe('');
      expect(countOf(out, 'accepted')).toBeGreaterThan(0);
      expect([countOf(out, 'refused'), countOf(out, 'unknown')]).toEqual([0, 0]);
    }
  });

  test('by PCD-01 what went wrong is taken too, and what is no reading is refused', async () => {
    const faults = ['--faults', 'changed-value:100,health-store-delete:100,poison:300'];
    const truth = join(folder, 'pcd');
    const argv = ['--seed', '6', '--enrol', reference.fhirBase, ...faults, '--truth', truth];
    const said = await simulate(mllp(), '--format', 'pcd01', ...argv);
    expect([said.code, said.err]).toEqual([0, '']);
    const sent = readFileSync(truth, 'utf8').trimEnd().split('\n');
    const poisoned = sent.filter((line) => line.includes('"poison"')).length;
    expect([countOf(said.out, 'accepted'), countOf(said.out, 'refused')]).toEqual([sent.length - poisoned, poisoned]);
    expect(said.out).toContain(`${poisoned}  bad-value`);
    for (const what of ['"poison"', '"act":"correct"', '"act":"retract"'])
      expect(sent.some((line) => line.includes(what))).toBe(true);
  });

  test('where nobody listens it ends soon with 69', async () => {
    const said = await simulate('mllp://127.0.0.1:1');
    expect(said.code).toBe(69);
    expect(said.err).toContain('it is not known whether they were taken');
    expect(countOf(said.out, 'accepted')).toBe(0);
  });

  test('a past that the receiver takes no order for is told, with what to do', async () => {
    const past = ['--enrol', reference.fhirBase, '--start', '2020-03-05T00:00:00-05:00', '--seed', '9'];
    const said = await simulate(reference.fhirBase, ...past);
    expect(said.code).toBe(69);
    expect(said.err).toMatch(/the order was not taken: effective-from-too-early[^]*--start 2035/);
  });

  test('where patients cannot be enrolled nothing is sent', async () => {
    const said = await simulate(reference.fhirBase, '--enrol', 'http://127.0.0.1:1/fhir');
    expect([said.code, said.out]).toEqual([69, '']);
    expect(said.err).toContain('the clinician was not taken');
  });
});
