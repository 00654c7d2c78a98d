import { describe, expect, test } from 'vitest';
import { faults } from '../../../simulator/faults/catalogue.ts';
import type { Fault } from '../../../simulator/faults/fault.ts';
import type { Delivery } from '../../../simulator/layers.ts';
import { simulateDeliveries, simulatedPatient } from '../../../simulator/simulate.ts';
import { change, critical, type OrderInput, reference } from '../../oracle/history-builder.test-helper.ts';
import { Oracle } from '../../oracle/oracle.ts';
import { playDeliveries, type Played } from './play-deliveries.test-helper.ts';

/** `FAULTS_SEED` for other patients, `FAULTS_DAYS` for longer runs. */
const SEED = Number(process.env['FAULTS_SEED'] ?? 1);
const DAYS = Number(process.env['FAULTS_DAYS'] ?? 10);
const START_MS = Date.parse('2035-03-05T05:00:00Z');
/** So high that most faults are seen in a few days. */
const OFTEN = 40;

type Measure = 'glucose' | 'weight';
const ARCHETYPE: Readonly<Record<Measure, string>> = { glucose: 't2d-oral', weight: 'hf-stable' };
const ORDERS: Readonly<Record<Measure, readonly OrderInput[]>> = {
  glucose: [{ limits: [reference('70', '180'), critical('54', '300')] }],
  weight: [{ measure: 'weight', limits: [reference('40', '160')], rules: [change('gain', '1', 'kg', '1 d')] }],
};

/** Patients among whom each fault must be seen at least once. */
const PATIENTS = 40;

const patientOf = (measure: Measure, index: number) =>
  simulatedPatient({ archetype: ARCHETYPE[measure], seed: SEED, index }).patient.identifier;

const deliveriesOf = (measure: Measure, active: readonly Fault[], index: number): readonly Delivery[] => [
  ...simulateDeliveries({
    archetype: ARCHETYPE[measure],
    seed: SEED,
    index,
    zone: 'America/New_York',
    start: START_MS,
    days: DAYS,
    faults: active.map((fault) => ({ fault, rate: OFTEN })),
  }),
];

/** The first patient to whom it happens: what is sent is not what would have been sent without it. */
const witnessOf = (measure: Measure, fault: Fault): number => {
  for (let index = 0; index < PATIENTS; index++) {
    const faulty = JSON.stringify(deliveriesOf(measure, [fault], index));
    if (faulty !== JSON.stringify(deliveriesOf(measure, [], index))) return index;
  }
  throw new Error(`${fault.id} happens to none of ${PATIENTS} patients of seed ${SEED}`);
};

const judged = ({ lines }: Played) => {
  const oracle = new Oracle({ clockTolerance: 0n });
  for (const line of lines) oracle.feed(line);
  const tallies = [...oracle.finish().ledger.requirements.values()];
  return {
    findings: tallies
      .flatMap((t) => t.findings)
      .filter((f) => f.outcome === 'broken' || f.outcome === 'undecided')
      .map((f) => `${f.outcome} ${f.requirement}: expected ${f.expected}; observed ${f.observed}`),
    judged: tallies.reduce((n, t) => n + t.must + t.mustNot, 0),
  };
};

const holds = async (measure: Measure, active: readonly Fault[], index: number): Promise<void> => {
  const names = active.map(({ id }) => id).join(' and ') || 'nothing';
  const played = await playDeliveries(deliveriesOf(measure, active, index), {
    patient: patientOf(measure, index),
    startMs: START_MS,
    orders: ORDERS[measure],
  });
  const { findings, judged: count } = judged(played);
  expect(findings, `${names}: what the oracle finds`).toEqual([]);
  expect(count).toBeGreaterThan(0);
  const taken = [...played.accepted].toSorted();
  expect([...played.held.readings].toSorted(), `${names}: what was taken, once, and nothing else`).toEqual(taken);
  expect(played.heldAfterReplay, `${names}: the same after all was sent once more`).toEqual(played.held);
};

describe.each(['glucose', 'weight'] as const)(`faults of %s against the reference, seed ${SEED}`, (measure) => {
  const known = faults.filter((fault: Fault) => fault.measures.includes(measure));

  const witnesses = new Map(known.map((fault) => [fault.id, witnessOf(measure, fault)]));
  const witness = (fault: Fault): number => witnesses.get(fault.id) ?? 0;

  test('without any fault', async () => {
    expect(deliveriesOf(measure, [], 0).length).toBeGreaterThan(5);
    await holds(measure, [], 0);
  });

  test.each(known.map((fault) => [fault.id, fault] as const))('%s alone', async (_id, fault) => {
    await holds(measure, [fault], witness(fault));
  });

  test.each(known.slice(0, -1).map((fault, i) => [fault.id, known.slice(i + 1), fault] as const))(
    '%s with each of the others',
    async (_id, others, fault) => {
      for (const other of others) await holds(measure, [fault, other], witness(fault));
    },
    120_000,
  );

  test('all at once', async () => {
    await holds(measure, known, 0);
  });
});
