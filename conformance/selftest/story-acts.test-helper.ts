import type { Order } from '../../contract/domain/index.ts';
import type { Act } from '../history/lines.ts';
import { type Draft, inMinutes, ordersIn } from '../naive/generate/draft.test-helper.ts';
import { LINDQVIST, OKAFOR, POOL, RIVERA } from '../naive/generate/names.test-helper.ts';

/** A change of any order that was placed, whatever it says now. */
export function anyChange(draft: Draft): readonly Act[] {
  const { picks, theme } = draft;
  const all = ordersIn(draft);
  const names = [...new Set(all.map((o) => o.identifier.value))];
  if (names.length === 0) return [];
  const name = picks.of(names);
  const last = all.findLast((o) => o.identifier.value === name);
  if (last === undefined) return [];
  const { effectiveFrom: _, ...rest } = last;
  const status = picks.of<Order['status']>([
    'active',
    'active',
    'active',
    'on-hold',
    'active',
    'on-hold',
    'completed',
    'revoked',
  ]);
  const same = last.measure === theme.measure;
  const absolute = last.limits.filter((i) => i.tier === 'absolute');
  const limits = same
    ? picks.of([last.limits, ...theme.limits.map((l) => [...l.filter((i) => i.tier !== 'absolute'), ...absolute])])
    : last.limits;
  const rules = same ? picks.of([last.rules, ...theme.rules]) : last.rules;
  const minutes = picks.of([undefined, undefined, undefined, undefined, 20, 60, -4, 24 * 60, undefined, 0]);
  const length = picks.of([0, 0, 0, 0, 0, -60, 60, 24 * 60, -24 * 60]);
  const end = new Date(Date.parse(last.period.end) + length * 60_000).toISOString();
  return [
    {
      op: 'order.change',
      order: {
        ...rest,
        status,
        limits: [...limits],
        rules: [...rules],
        responsible: picks.of([last.responsible, RIVERA, OKAFOR, LINDQVIST, POOL]),
        period: { ...last.period, end },
        ...(minutes === undefined ? {} : { effectiveFrom: inMinutes(draft, minutes) }),
      },
    },
  ];
}

/** Up to three absences of one person, which may overlap. */
export function anyAbsence(draft: Draft): readonly Act[] {
  const { picks } = draft;
  const absences = Array.from({ length: picks.of([1, 2, 3, 2]) }, () => {
    const from = picks.of([-60, 0, 30, -600, 5, 120]);
    const period = { start: inMinutes(draft, from), end: inMinutes(draft, from + picks.of([60, 24 * 60, 20, 600])) };
    const coveredBy = picks.of([OKAFOR, POOL, LINDQVIST, undefined, RIVERA]);
    return { period, ...(coveredBy === undefined ? {} : { coveredBy }) };
  });
  return [{ op: 'coverage.set', coverage: { person: picks.of([RIVERA, OKAFOR, LINDQVIST, POOL]), absences } }];
}

/** What was sent before, beside its own time, under another name or one that it goes by, by another device or none. */
export function anyReading(draft: Draft): readonly Act[] {
  const { picks, past } = draft;
  const sent = past.flatMap((a) => (a.op === 'reading.submit' && a.defect === undefined ? [a.reading] : []));
  if (sent.length === 0) return [];
  const { device, ...of } = picks.of(sent.toReversed());
  const like = picks.of(sent.toReversed());
  const effective = new Date(Date.parse(of.effective) + picks.of([0, 1, -1, 0, 1000, -60_000, 0])).toISOString();
  const by = picks.of([device, undefined, { system: 'urn:example:device', value: 'other' }]);
  const named = { system: of.identifier.system, value: `x${draft.past.length}` };
  const reading = {
    ...of,
    identifier: picks.of([named, named, like.identifier, of.identifier]),
    effective,
    status: picks.of(['final', 'final', 'corrected', 'entered-in-error', 'preliminary'] as const),
    ...(like.measure === of.measure ? picks.of([{}, { result: like.result, code: like.code }]) : {}),
    ...(by === undefined ? {} : { device: by }),
  };
  return [{ op: 'reading.submit', reading }];
}
