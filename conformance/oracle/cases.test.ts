import { describe, expect, test } from 'vitest';
import { loadCases } from '../../contract/cases/load.ts';
import type { CaseAct, WorkedCase } from '../../contract/cases/worked-case.ts';
import { keyOf } from '../../contract/domain/index.ts';
import type { Act, HistoryLine, OpLine } from '../history/lines.ts';
import { HistoryBuilder } from './history-builder.test-helper.ts';
import { attemptFacts } from './derive/attempt-facts.ts';
import { patientCase } from './derive/patient-case.ts';
import type { PatientCase } from './derive/world.ts';
import { recipientsOf } from './items/recipients.ts';
import { mustAccept, mustRefuse } from './readings/expectation.ts';
import { Recorder } from './record/recorder.ts';
import { orderFact } from './orders/order-expectation.ts';

const actOf = (act: CaseAct): Act => {
  switch (act.op) {
    case 'order.submit':
    case 'order.change':
      return { op: act.op, order: act.order };
    case 'permission.set':
      return { op: act.op, permission: act.permission };
    case 'reading.submit':
      return { op: act.op, reading: act.reading };
  }
};

/**
 * A worked case as an exact history: every act takes no time at its very instant (no clock is advanced;
 * the run simply began before), and has the outcome that the case says. Returns the operation of each act.
 */
const caseHistory = (worked: WorkedCase): { lines: HistoryLine[]; ops: Map<CaseAct, OpLine> } => {
  const [first] = worked.acts;
  const started = new Date(Date.parse(first?.at ?? '2035-01-01T00:00:00Z') - 1000).toISOString();
  const builder = new HistoryBuilder({
    started,
    people: { clinicians: [...worked.clinicians], pools: [...worked.pools], decoys: [] },
  });
  builder.took = 0;
  const ops = new Map<CaseAct, OpLine>();
  for (const act of worked.acts) {
    builder.wait(Date.parse(act.at) - Date.parse(started) - builder.now);
    const { expect: said } = act;
    const refused = said.outcome === 'refused';
    ops.set(
      act,
      builder.op(actOf(act), {
        via: 'hl7v2',
        outcome: refused ? 'refused' : 'ok',
        answer: refused
          ? { code: 'AE', refusal: said.refusal, explained: true, correlated: true }
          : { code: 'AA', correlated: true },
      }),
    );
  }
  return { lines: builder.lines, ops };
};

const text = (k: { system: string; value: string } | string): string => (typeof k === 'string' ? k : keyOf(k));

/** One line for each item, sorted; the same words for what a case expects and what the oracle demands. */
const itemWords = (i: {
  order: { system: string; value: string } | string;
  reading: { system: string; value: string } | string;
  kind: string;
  interpretation: readonly string[];
  recipients: readonly string[];
  late: string;
  bySeq: number | undefined;
}): string => {
  return `${text(i.reading)} under ${text(i.order)}: ${i.kind} ${i.interpretation.join('+')} for ${i.recipients.join(',')}, late ${i.late}, by line ${i.bySeq}`;
};

const understand = (lines: readonly HistoryLine[]): PatientCase[] => {
  const [run] = lines;
  if (run?.kind !== 'run') throw new Error('no run line');
  const recorder = new Recorder(run, 0n);
  for (const line of lines) if (line.kind === 'op') recorder.op(line);
  return recorder.settle().patients.map((record) => patientCase(record, run.policies, () => []));
};

const demanded = (cases: readonly PatientCase[]): string[] =>
  cases
    .flatMap(({ demands, record }) =>
      demands
        .filter((d) => d.level === 'must')
        .map((d) => {
          const call = d.evaluations[0]?.call;
          return itemWords({
            order: d.order.key,
            reading: d.filing.key,
            kind: call?.kind ?? 'none',
            interpretation: call?.interpretation ?? [],
            recipients: [...recipientsOf(d.order, record.clock, d.raised)],
            late: d.late,
            bySeq: d.cause?.seq,
          });
        }),
    )
    .sort();

describe.each(loadCases().map((c) => [`${c.number} ${c.title}`, c] as const))('case %s', (_title, worked) => {
  const { lines, ops } = caseHistory(worked);
  const cases = understand(lines);

  test('the oracle demands the items that the case expects, and no others', () => {
    const expected = worked.acts
      .flatMap((act) =>
        act.raises.map((item) =>
          itemWords({
            order: item.order,
            reading: item.reading,
            kind: item.kind,
            interpretation: item.interpretation,
            recipients: [keyOf(item.recipient)],
            late: item.late ? 'yes' : 'no',
            bySeq: ops.get(act)?.seq,
          }),
        ),
      )
      .sort();
    expect(demanded(cases)).toEqual(expected);
  });

  test('nothing of it is left open', () => {
    expect(cases.flatMap((c) => c.demands.filter((d) => d.level === 'may').map((d) => d.why))).toEqual([]);
  });

  test('each reading is accepted, replayed or refused as the case says, for its reason', () => {
    const facts = new Map(cases.flatMap(attemptFacts).map((f) => [f.attempt.op.seq, f.attempt.expectation]));
    for (const act of worked.acts) {
      if (act.op !== 'reading.submit') continue;
      const expectation = facts.get(ops.get(act)?.seq ?? -1);
      if (expectation === undefined) throw new Error(`${act.said} was not judged`);
      const { expect: said } = act;
      if (said.outcome === 'refused') {
        expect(mustRefuse(expectation), act.said).toBe(true);
        expect(
          expectation.reasons.flatMap((r) => r.codes),
          act.said,
        ).toContain(said.refusal);
      } else {
        expect(mustAccept(expectation), act.said).toBe(true);
        expect(expectation.replay, act.said).toBe(said.replay);
      }
    }
  });

  test('each order is taken or refused as the case says', () => {
    const [run] = lines;
    if (run?.kind !== 'run') throw new Error('no run line');
    const known = new Set([...worked.clinicians, ...worked.pools].map((p) => keyOf(p.identifier)));
    for (const { orders, record } of cases)
      for (const order of orders)
        for (const op of order.ops) {
          const fact = orderFact(op, order, record.key, {
            people: { known, registrations: new Map() },
            clock: record.clock,
            policies: run.policies,
          });
          expect(fact.accept, `line ${op.seq}`).toBe(op.outcome === 'ok');
        }
  });
});
