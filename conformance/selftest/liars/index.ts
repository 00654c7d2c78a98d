import type { Liar } from '../liar.ts';
import { collaborators } from '../../../reference-impl/collaborators.ts';
import { accept } from '../../../contract/refusal.ts';
import type { LimitFinding } from '../../../reference-impl/limits/evaluate-limits.ts';
import { filing, shownItems } from '../seams/between.ts';
import { answering } from '../seams/fhir-wire.ts';
import { acknowledging } from '../seams/hl7-wire.ts';

const HIGH: LimitFinding = { interpretation: 'H', bound: '180' };
const NORMAL: LimitFinding = { interpretation: 'N' };

const alwaysAlerts: Liar = {
  name: 'alerts-always',
  lie: 'every reading is told, whatever it is',
  requirements: ['ALR-02', 'LIM-02', 'ORD-03', 'LIM-05', 'RDG-07', 'RDG-08'],
  collaborators: {
    planItems: (limits, crossings, version) =>
      collaborators.planItems(limits?.interpretation === 'N' ? HIGH : limits, crossings, version),
  },
};

const neverAlerts: Liar = {
  name: 'alerts-never',
  lie: 'the In Basket is always empty',
  requirements: ['ALR-01', 'LIM-02', 'LIM-03', 'LIM-05', 'RDG-07', 'RDG-08'],
  seams: shownItems(() => []),
};

const alertsAtRandom: Liar = {
  name: 'alerts-at-random',
  lie: 'a coin decides whether a reading is told',
  requirements: ['ALR-01', 'ALR-02', 'LIM-02'],
  make: (random) => ({
    collaborators: {
      planItems: (_limits, crossings, version) =>
        collaborators.planItems(random.bernoulli(0.5) ? HIGH : NORMAL, crossings, version),
    },
  }),
};

const doesNoWork: Liar = {
  name: 'acknowledges-without-work',
  lie: 'every reading is acknowledged at once, and nothing is done with it',
  requirements: ['RDG-01', 'HL7-08', 'ALR-01', 'LIM-02'],
  seams: filing(async (_file, _caller, readings) =>
    accept(
      readings.map((reading, i) => ({
        stored: {
          id: `none-${i}`,
          version: 1,
          lastUpdated: '2035-01-01T00:00:00.000Z',
          body: { reading, version: 1, interpretation: [], ranges: [], orders: [] },
        },
        effect: 'created' as const,
        warnings: [],
      })),
    ),
  ),
};

const repeatsItself: Liar = {
  name: 'repeats-its-last-answer',
  lie: 'a question is answered with the answer to the one before it',
  requirements: ['HL7-01', 'RDG-01'],
  make: () => {
    const last = new Map<string, string>();
    let ack: string | undefined;
    return {
      seams: {
        ...answering((answer, { method, url }) => {
          const kind = url?.split('?')[0] ?? '';
          if (method !== 'GET' || !kind.endsWith('/Observation')) return answer;
          const before = last.get(kind) ?? answer.body;
          last.set(kind, answer.body);
          return { ...answer, body: before };
        }),
        ...acknowledging((next) => {
          const before = ack ?? next;
          ack = next;
          return before;
        }),
      },
    };
  },
};

/** Systems that do none of the work. Each must fail on every requirement that it names. */
export const liars: readonly Liar[] = [alwaysAlerts, neverAlerts, alertsAtRandom, doesNoWork, repeatsItself];
