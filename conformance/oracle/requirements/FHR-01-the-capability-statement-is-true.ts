import type { OpLine } from '../../history/lines.ts';
import { gathering, type Judge, type Out } from './judge.ts';

/** What each act needs to be listed. Acts that are not here use no resource interaction of their own. */
const NEEDS: Readonly<Partial<Record<OpLine['act']['op'], readonly string[]>>> = {
  'order.submit': ['ServiceRequest.create'],
  'order.change': ['ServiceRequest.update'],
  'order.read': ['ServiceRequest.search'],
  'permission.read': ['Consent.search'],
  'reading.submit': ['Observation.create'],
  'reading.read': ['Observation.search'],
  'inbox.look': ['Task.search'],
  'item.act': ['Task.update'],
  'message.send': ['Communication.create'],
  'message.read': ['Communication.search'],
  'audit.read': ['AuditEvent.search'],
};

const normal = (interaction: string): string => interaction.toLowerCase().replaceAll(/[^a-z]/g, '');

type Act = OpLine['act']['op'];

/** An operation that matters here. */
interface Use {
  readonly act: Act;
  readonly seq: number;
}

interface Statement {
  readonly lane: string;
  readonly seq: number;
  readonly outcome: OpLine['outcome'];
  readonly capability: NonNullable<OpLine['output']>['capability'];
}

interface Gathered {
  /** The first success of each interaction. */
  readonly used: Map<string, number>;
  readonly refused: Use[];
  readonly statements: Statement[];
}

const bySeq = (a: { readonly seq: number }, b: { readonly seq: number }): number => a.seq - b.seq;

const firstUses = (all: readonly Gathered[]): (readonly [need: string, seq: number])[] => {
  const uses = all.flatMap(({ used }) => [...used]).toSorted(([, a], [, b]) => a - b);
  return uses.filter(([need], i) => uses.findIndex(([other]) => other === need) === i);
};

const judge = ({ lane, seq, outcome, capability }: Statement, all: readonly Gathered[], out: Out): void => {
  const listed = new Set((capability?.interactions ?? []).map(normal));
  const common = { lane, subject: {} };
  out.report({
    ...common,
    polarity: 'must',
    outcome: outcome === 'unknown' ? 'undecided' : capability?.fhirVersion === '4.0.1' ? 'met' : 'broken',
    expected: () => 'GET /metadata answers with a CapabilityStatement of FHIR 4.0.1',
    observed: () => `version ${capability?.fhirVersion ?? 'none'}`,
    lines: [seq],
  });
  if (capability === undefined) return;
  for (const [need, by] of firstUses(all))
    out.report({
      ...common,
      polarity: 'must',
      outcome: listed.has(normal(need)) ? 'met' : 'broken',
      expected: () => `${need} is listed, because it is offered`,
      observed: () => (listed.has(normal(need)) ? 'listed' : 'not listed'),
      lines: [seq, by],
    });
  const refused = all.flatMap((part) => part.refused).toSorted(bySeq);
  const denied = refused.filter(({ act }) => (NEEDS[act] ?? []).some((need) => listed.has(normal(need))));
  out.report({
    ...common,
    polarity: 'must-not',
    outcome: denied.length > 0 ? 'broken' : 'met',
    expected: () => 'nothing that is listed is answered with 405',
    observed: () => (denied.length > 0 ? denied.map((use) => `${use.act} of line ${use.seq}`).join(', ') : 'so'),
    lines: [seq, ...denied.map((use) => use.seq)],
  });
};

/** FHR-01: the statement says R4 and lists what this run used; an interaction that it lists is not answered with 405. */
export const makeFHR_01 = (): Judge => {
  const own: Gathered = { used: new Map(), refused: [], statements: [] };
  return {
    id: 'FHR-01',
    answer({ via, act, outcome, answer, output, lane, seq }) {
      if (via !== 'fhir') return;
      if (act.op === 'capability.read') own.statements.push({ lane, seq, outcome, capability: output?.capability });
      if (outcome !== 'ok') {
        if (answer.code === '405') own.refused.push({ act: act.op, seq });
        return;
      }
      for (const need of NEEDS[act.op] ?? []) if (!own.used.has(need)) own.used.set(need, seq);
    },
    gathering: gathering(own, (all, out) => {
      for (const statement of all.flatMap((part) => part.statements).toSorted(bySeq)) judge(statement, all, out);
    }),
  };
};
