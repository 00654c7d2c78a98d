import { describe, expect, test } from 'vitest';
import type { Collaborators } from '../../../reference-impl/collaborators.ts';
import { identify } from '../../../reference-impl/readings/identify.ts';
import type { ActiveFault } from '../../../simulator/faults/apply.ts';
import { faultNamed, faults } from '../../../simulator/faults/catalogue.ts';
import type { Fault } from '../../../simulator/faults/fault.ts';
import type { Delivery } from '../../../simulator/layers.ts';
import { simulateDeliveries, simulatedPatient } from '../../../simulator/simulate.ts';
import { change, critical, type OrderInput, reference } from '../../oracle/history-builder.test-helper.ts';
import { Oracle } from '../../oracle/oracle.ts';
import { playDeliveries, type Played } from './play-deliveries.test-helper.ts';

/** `FAULTS_SEED` for other patients, `FAULTS_DAYS` for longer runs. */
const SEED = Number(process.env['FAULTS_SEED'] ?? 1);
const DAYS = Number(process.env['FAULTS_DAYS'] ?? 7);
const START_MS = Date.parse('2035-03-05T05:00:00Z');
/** Factors of a fault's usual rate, tried until it is seen in a few days: some happen once in a meter's life. */
const RATES = [40, 400, 4000, 40_000];

type Measure = 'glucose' | 'weight';
const ARCHETYPE: Readonly<Record<Measure, string>> = { glucose: 't2d-oral', weight: 'hf-stable' };
const ORDERS: Readonly<Record<Measure, readonly OrderInput[]>> = {
  glucose: [{ limits: [reference('70', '180'), critical('54', '300')] }],
  weight: [{ measure: 'weight', limits: [reference('40', '160')], rules: [change('gain', '1', 'kg', '1 d')] }],
};

/** Patients among whom each fault must be seen at least once. */
const PATIENTS = 12;

const patientOf = (measure: Measure, index: number) =>
  simulatedPatient({ archetype: ARCHETYPE[measure], seed: SEED, index }).patient.identifier;

const deliveriesOf = (
  measure: Measure,
  active: readonly ActiveFault[],
  index: number,
  days = DAYS,
): readonly Delivery[] => [
  ...simulateDeliveries({
    archetype: ARCHETYPE[measure],
    seed: SEED,
    index,
    zone: 'America/New_York',
    start: START_MS,
    days,
    faults: active,
  }),
];

interface Witness extends ActiveFault {
  /** Of a patient to whom it happens at this rate. */
  readonly index: number;
}

/** The first patient to whom it happens: what is sent is not what would have been sent without it. */
const witnessOf = (measure: Measure, fault: Fault, plain: readonly string[]): Witness => {
  for (const rate of RATES) {
    for (let index = 0; index < PATIENTS; index++) {
      if (JSON.stringify(deliveriesOf(measure, [{ fault, rate }], index)) !== plain[index])
        return { fault, rate, index };
    }
  }
  throw new Error(`${fault.id} happens to none of ${PATIENTS} patients of seed ${SEED}`);
};

/** Rates of two faults, usual ones first: both have to be seen, and neither to hide the other. */
const RATES_OF_TWO = RATES.flatMap((first) => RATES.map((second) => [first, second] as const)).toSorted(
  ([a, b], [c, d]) => a * b - c * d || a - c,
);

/** Some need weeks to meet: a phone that was away for days, and the clocks that change in the meantime. */
const LENGTHS = [DAYS, 6 * DAYS];

interface PairWitness {
  readonly active: readonly ActiveFault[];
  /** Of a patient to whom both happen at these rates in so many days. */
  readonly index: number;
  readonly days: number;
}

/** What one fault alone makes of each patient, by its rate and the length. */
type Alone = (one: ActiveFault, index: number, days: number) => string;

const aloneIn = (measure: Measure): Alone => {
  const known = new Map<string, string>();
  return (one, index, days) => {
    const key = `${one.fault.id} ${one.rate} ${index} ${days}`;
    const text = known.get(key) ?? JSON.stringify(deliveriesOf(measure, [one], index, days));
    known.set(key, text);
    return text;
  };
};

/** The first patient to whom both happen: what is sent is what neither of them alone makes of it. */
const witnessOfTwo = (measure: Measure, first: Witness, second: Witness, alone: Alone): PairWitness => {
  // Nobody has it more seldom than where it is seen alone.
  const rates = RATES_OF_TWO.filter(([a, b]) => a >= first.rate && b >= second.rate);
  for (const days of LENGTHS) {
    for (const [rate, other] of rates) {
      const active = [
        { fault: first.fault, rate },
        { fault: second.fault, rate: other },
      ];
      for (let index = 0; index < PATIENTS; index++) {
        const both = JSON.stringify(deliveriesOf(measure, active, index, days));
        if (!active.some((one) => alone(one, index, days) === both)) return { active, index, days };
      }
    }
  }
  const names = `${first.fault.id} and ${second.fault.id}`;
  throw new Error(`${names} happen together to none of ${PATIENTS} patients of seed ${SEED}`);
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

const play = (
  measure: Measure,
  active: readonly ActiveFault[],
  index: number,
  { days = DAYS, ...collaborators }: Partial<Collaborators> & { readonly days?: number } = {},
): Promise<Played> =>
  playDeliveries(deliveriesOf(measure, active, index, days), {
    patient: patientOf(measure, index),
    startMs: START_MS,
    orders: ORDERS[measure],
    collaborators,
  });

const holds = async (measure: Measure, active: readonly ActiveFault[], index: number, days = DAYS): Promise<void> => {
  const names = active.map(({ fault }) => fault.id).join(' and ') || 'nothing';
  const played = await play(measure, active, index, { days });
  const { findings, judged: count } = judged(played);
  expect(findings, `${names}: what the oracle finds`).toEqual([]);
  expect(count).toBeGreaterThan(0);
  const taken = [...played.accepted].toSorted();
  expect([...played.held.readings].toSorted(), `${names}: what was taken, once, and nothing else`).toEqual(taken);
  expect(played.heldAfterReplay, `${names}: the same after all was sent once more`).toEqual(played.held);
};

describe.each(['glucose', 'weight'] as const)(`faults of %s against the reference, seed ${SEED}`, (measure) => {
  const plain = Array.from({ length: PATIENTS }, (_, index) => JSON.stringify(deliveriesOf(measure, [], index)));
  const known = faults.filter((fault: Fault) => fault.measures.includes(measure));
  const alone = aloneIn(measure);
  const witnesses = known.map((fault): [string, Witness] => [fault.id, witnessOf(measure, fault, plain)]);

  test('without any fault', async () => {
    expect(deliveriesOf(measure, [], 0).length).toBeGreaterThan(5);
    await holds(measure, [], 0);
  });

  test.each(witnesses)('%s alone', async (_id, witness) => {
    await holds(measure, [witness], witness.index);
  });

  test.each(witnesses.slice(0, -1).map(([id, witness], i) => [id, witness, witnesses.slice(i + 1)] as const))(
    '%s with each of the others',
    async (_id, witness, others) => {
      for (const [, other] of others) {
        const { active, index, days } = witnessOfTwo(measure, witness, other, alone);
        await holds(measure, active, index, days);
      }
    },
    300_000,
  );

  test('all at once', async () => {
    await holds(
      measure,
      known.map((fault) => ({ fault, rate: 40 })),
      0,
    );
  });
});

test('a memory that overwrote what nobody had read: what is left comes weeks late, all at once', async () => {
  const fault = faultNamed('memory-overwrite');
  const [archetype, seed, zone, days] = [ARCHETYPE.glucose, SEED, 'America/New_York', 60];
  const sent = (index: number, active: readonly ActiveFault[]): readonly Delivery[] => [
    ...simulateDeliveries({ archetype, seed, index, zone, start: START_MS, days, faults: active }),
  ];
  const late = ({ truth }: Delivery): boolean => truth.faultIds.includes(fault.id);
  const index = Array.from({ length: PATIENTS }, (_, i) => i).find((i) => sent(i, [{ fault, rate: 40 }]).some(late));
  if (index === undefined) throw new Error(`no phone of seed ${SEED} comes back in ${days} days`);
  const deliveries = sent(index, [{ fault, rate: 40 }]);
  expect(deliveries.length).toBeLessThan(sent(index, []).length);
  const played = await playDeliveries(deliveries, {
    patient: patientOf('glucose', index),
    startMs: START_MS,
    orders: ORDERS.glucose,
    collaborators: {},
  });
  expect(judged(played).findings).toEqual([]);
  expect(played.accepted.size).toBe(deliveries.length);
  expect([...played.held.readings].toSorted()).toEqual([...played.accepted].toSorted());
  expect(played.heldAfterReplay).toEqual(played.held);
}, 60_000);

/** A defect that only a fault brings to light. */
const DEFECTS: readonly (readonly [fault: string, defect: string, collaborators: Partial<Collaborators>])[] = [
  ['future-timestamp', 'takes readings of the future', { isFuture: () => false }],
  ['control-solution', 'takes control solution for blood', { isControlSolution: () => false }],
  ['two-sources', 'knows a measurement by its identifier alone', { sameMeasurement: () => false }],
  [
    'health-store-delete',
    'forgets deletions',
    {
      identify: (reading, filed, use) => {
        const identity = identify(reading, filed, use);
        if (identity.kind !== 'erasure' || filed.known === undefined) return identity;
        return { kind: 'same', of: filed.known.latest, alias: false };
      },
    },
  ],
];

describe('a system with one defect', () => {
  test.each(DEFECTS)('is found out under %s: it %s', async (id, _defect, collaborators) => {
    const active = [{ fault: faultNamed(id), rate: RATES[1] ?? 1 }];
    let caught = false;
    for (let index = 0; index < PATIENTS && !caught; index++) {
      expect(judged(await play('glucose', active, index)).findings).toEqual([]);
      caught = judged(await play('glucose', active, index, collaborators)).findings.length > 0;
    }
    expect(caught, `in one of ${PATIENTS} patients`).toBe(true);
  });
});
