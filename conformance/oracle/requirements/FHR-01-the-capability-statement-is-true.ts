import type { OpLine } from '../../history/lines.ts';
import type { Judge } from './judge.ts';

/** What each act needs to be listed. Acts that are not here use no resource interaction of their own. */
const NEEDS: Readonly<Partial<Record<OpLine['act']['op'], readonly string[]>>> = {
  'order.submit': ['ServiceRequest.create'],
  'order.change': ['ServiceRequest.update'],
  'reading.submit': ['Observation.create'],
  'reading.read': ['Observation.search'],
  'inbox.look': ['Task.search'],
  'item.act': ['Task.update'],
  'message.send': ['Communication.create'],
  'message.read': ['Communication.search'],
  'audit.read': ['AuditEvent.search'],
};

const normal = (interaction: string): string => interaction.toLowerCase().replaceAll(/[^a-z]/g, '');

/** FHR-01: the statement says R4 and lists what this run used; an interaction that it lists is not answered with 405. */
export const makeFHR_01 = (): Judge => {
  const used = new Map<string, OpLine>();
  const refused: OpLine[] = [];
  const statements: OpLine[] = [];
  return {
    id: 'FHR-01',
    answer(op) {
      if (op.via !== 'fhir') return;
      if (op.act.op === 'capability.read') statements.push(op);
      if (op.outcome !== 'ok') {
        if (op.answer.code === '405') refused.push(op);
        return;
      }
      for (const need of NEEDS[op.act.op] ?? []) if (!used.has(need)) used.set(need, op);
    },
    finish(out) {
      for (const op of statements) {
        const capability = op.output?.capability;
        const listed = new Set((capability?.interactions ?? []).map(normal));
        const common = { lane: op.lane, subject: {} };
        out.report({
          ...common,
          polarity: 'must',
          outcome: op.outcome === 'unknown' ? 'undecided' : capability?.fhirVersion === '4.0.1' ? 'met' : 'broken',
          expected: () => 'GET /metadata answers with a CapabilityStatement of FHIR 4.0.1',
          observed: () => `version ${capability?.fhirVersion ?? 'none'}`,
          lines: [op.seq],
        });
        if (capability === undefined) continue;
        for (const [need, by] of used)
          out.report({
            ...common,
            polarity: 'must',
            outcome: listed.has(normal(need)) ? 'met' : 'broken',
            expected: () => `${need} is listed, because it is offered`,
            observed: () => (listed.has(normal(need)) ? 'listed' : 'not listed'),
            lines: [op.seq, by.seq],
          });
        const denied = refused.filter((o) => (NEEDS[o.act.op] ?? []).some((need) => listed.has(normal(need))));
        out.report({
          ...common,
          polarity: 'must-not',
          outcome: denied.length > 0 ? 'broken' : 'met',
          expected: () => 'nothing that is listed is answered with 405',
          observed: () => (denied.length > 0 ? denied.map((o) => `${o.act.op} of line ${o.seq}`).join(', ') : 'so'),
          lines: [op.seq, ...denied.map((o) => o.seq)],
        });
      }
    },
  };
};
