import { expect, test } from 'vitest';
import type { Act } from '../../conformance/history/lines.ts';
import type { Driver, Performed } from '../../conformance/sut/driver.ts';
import { MRN_SYSTEM } from '../../simulator/cohort/identity.ts';
import { simulatedPatient } from '../../simulator/simulate.ts';
import { enrolment } from './enrolment.ts';
import { sendLive } from './live.ts';

const START = Date.parse('2035-03-05T05:00:00Z');
const PATIENT = { system: MRN_SYSTEM, value: 'A' };
const who = simulatedPatient({ archetype: 'hf-stable', seed: 2, index: 0 });

type Came = Pick<Performed, 'outcome' | 'answer'>;
const OK: Came = { outcome: 'ok', answer: {} };
const BUSY: Came = { outcome: 'unknown', answer: { code: '503' } };
const refused = (refusal: NonNullable<Came['answer']['refusal']>): Came => ({
  outcome: 'refused',
  answer: { refusal },
});

/** A receiver that takes everything, and answers the advances of its clock with these, and then well. */
const receiver = (...clock: readonly Came[]) => {
  const left = [...clock];
  const advances: string[] = [];
  const perform = async (act: Act): Promise<Performed> => {
    if (act.op === 'clock.advance') advances.push(act.to);
    const came = act.op === 'clock.advance' ? (left.shift() ?? OK) : OK;
    return { sent: 0, settled: 0, wall: '', ...came };
  };
  const driver: Driver = { via: 'fhir', perform, together: async () => [], close: async () => undefined };
  return { driver, advances };
};

test('a clock that once did not answer is moved again, and nothing of that time is sent before it has', async () => {
  const { driver, advances } = receiver(OK, OK, BUSY, OK);
  const known = enrolment(driver, 'x');
  const delivered: number[] = [];
  const work = {
    options: {
      cohort: [{ archetype: 'hf-stable', patients: 1 }],
      seed: 2,
      days: 8,
      format: 'ndjson',
      start: START,
    },
    stretches: [{ from: 0, to: 1 }],
    withTruth: false,
  };
  const said: string[] = [];
  const io = {
    out: (text: string) => void said.push(text),
    err: () => undefined,
    live: () => undefined,
    outIsTty: false,
    liveIsTty: false,
    columns: 80,
    env: {},
    write: async () => true,
  };
  const to = {
    address: 'x',
    deliver: async ({ sentMs }: { readonly sentMs: number }) => {
      delivered.push(sentMs);
      return OK;
    },
    close: async () => undefined,
  };
  const time = { now: () => 0, sleep: async () => undefined };
  await sendLive({ work, truth: undefined }, { receiver: to, enrolment: known, inFlight: 1 }, io, time);
  expect(delivered.length).toBeGreaterThan(2);
  const asked = delivered.map((ms) => new Date(ms).toISOString());
  // First that of the enrolment; the second reading's was asked for twice.
  expect(advances.slice(1)).toEqual([asked[0], asked[1], asked[1], ...asked.slice(2)]);
  expect(said.join()).toContain('sent again       1');
});

test('a clock that is ahead is one', async () => {
  const { driver, advances } = receiver(OK, refused('clock-backwards'));
  const known = enrolment(driver, 'x');
  for (const ms of [1, 2, 3]) expect(await known.moveClock(PATIENT, ms)).toBeUndefined();
  expect(advances).toHaveLength(3);
});

test('where there is none nobody asks again, and readings are sent', async () => {
  const { driver, advances } = receiver(refused('unsupported-interaction'));
  const known = enrolment(driver, 'x');
  await known.enrol({ who, unit: 'kg', fromMs: START, days: 1 });
  expect(await known.moveClock(PATIENT, 2)).toBeUndefined();
  expect(advances).toHaveLength(1);
});

test('what never moved and does not answer keeps nothing back', async () => {
  const { driver, advances } = receiver(BUSY, BUSY);
  const known = enrolment(driver, 'x');
  for (const ms of [1, 2, 3]) expect(await known.moveClock(PATIENT, ms)).toBeUndefined();
  expect(advances).toHaveLength(3);
});
