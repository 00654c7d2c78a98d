import type { Attempt, OpLine } from '../../history/lines.ts';
import { gathering, type Judge, type Out } from './judge.ts';

/** What each act needs to be listed. Acts that are not here use no resource interaction of their own. */
const NEEDS: Readonly<Partial<Record<OpLine['act']['op'], readonly string[]>>> = {
  'person.patient': ['Patient.create'],
  'device.register': ['Device.create'],
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

/** What is tried though it may not be offered, and the interaction that lists it; undefined: R4 has none. */
const TRIED: Readonly<Partial<Record<Attempt, { readonly what: string; readonly needs: string | undefined }>>> = {
  'delete-reading': { what: 'a reading is deleted', needs: 'Observation.delete' },
  'ask-for-unknown-type': { what: 'a type is asked for that R4 does not have', needs: undefined },
};
const NOT_THERE: ReadonlySet<string> = new Set(['404', '405']);

const isTold = (status: string, code: string | undefined): boolean => (status === 'withdrawn') !== (code === '201');

const normal = (interaction: string): string => interaction.toLowerCase().replaceAll(/[^a-z]/g, '');

type Act = OpLine['act']['op'];

/** An operation that matters here. */
interface Use {
  readonly act: Act;
  readonly seq: number;
}

/** Something that was tried, and what was answered. */
interface TriedHere {
  readonly attempt: Attempt;
  readonly lane: string;
  readonly seq: number;
  readonly outcome: OpLine['outcome'];
  readonly code: string;
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
  readonly tried: TriedHere[];
  readonly statements: Statement[];
}

const bySeq = (a: { readonly seq: number }, b: { readonly seq: number }): number => a.seq - b.seq;

const firstUses = (all: readonly Gathered[]): (readonly [need: string, seq: number])[] => {
  const uses = all.flatMap(({ used }) => [...used]).toSorted(([, a], [, b]) => a - b);
  return uses.filter(([need], i) => uses.findIndex(([other]) => other === need) === i);
};

/** What is not listed is not there; what is listed is another thing's to judge, unless it is answered as if it were not there. */
const judgeTried = (tried: TriedHere, listed: ReadonlySet<string>, statement: number, out: Out): void => {
  const { what, needs } = TRIED[tried.attempt] ?? { what: tried.attempt, needs: undefined };
  const { lane, seq, outcome, code } = tried;
  const isListed = needs !== undefined && listed.has(normal(needs));
  const isThere = code !== '405';
  out.report({
    lane,
    subject: {},
    polarity: 'must-not',
    outcome: outcome === 'unknown' ? 'undecided' : (isListed ? isThere : outcome === 'refused') ? 'met' : 'broken',
    expected: () =>
      isListed ? `not 405, because it is listed: ${what}` : `404 or 405, because it is not listed: ${what}`,
    observed: () => `${outcome} (${code})`,
    lines: [statement, seq],
    ...(!isListed && outcome === 'refused' && !NOT_THERE.has(code)
      ? { warning: `refused with ${code}; expected 404 or 405` }
      : {}),
  });
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
  for (const tried of all.flatMap((part) => part.tried).toSorted(bySeq)) judgeTried(tried, listed, seq, out);
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
  const own: Gathered = { used: new Map(), refused: [], tried: [], statements: [] };
  return {
    id: 'FHR-01',
    answer({ via, act, outcome, answer, output, lane, seq }) {
      if (via !== 'fhir') return;
      if (act.op === 'capability.read') own.statements.push({ lane, seq, outcome, capability: output?.capability });
      if (act.op === 'surface.try' && TRIED[act.attempt] !== undefined)
        own.tried.push({ attempt: act.attempt, lane, seq, outcome, code: answer.code ?? '' });
      // What is there already may be put, or posted again and matched; what is new was created.
      if (act.op === 'permission.set' && outcome === 'ok' && isTold(act.permission.status, answer.code)) {
        const need = answer.code === '201' ? 'Consent.create' : 'Consent.update';
        if (!own.used.has(need)) own.used.set(need, seq);
      }
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
