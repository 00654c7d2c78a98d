import { REFUSALS } from '../../contract/codes/refusals.ts';
import type { CaseAct, WorkedCase } from '../../contract/cases/worked-case.ts';
import { type Act, type HistoryLine, type OpLine, Policies, type RunLine } from '../history/lines.ts';
import { CaseItems } from './case-items.test-helper.ts';
import { HistoryBuilder, type OpOptions } from './history-builder.test-helper.ts';

export { caseExpectations } from './case-expectations.test-helper.ts';

/** A worked case as the history of a system that does everything right. */
export interface CaseHistory {
  readonly lines: HistoryLine[];
  /** The operation of an act; undefined where the act is only time that passes. */
  readonly opOf: (act: CaseAct) => OpLine | undefined;
}

const actOf = (act: CaseAct): Act | undefined => {
  switch (act.op) {
    case 'order.submit':
    case 'order.change':
      return { op: act.op, order: act.order };
    case 'permission.set':
      return { op: act.op, permission: act.permission };
    case 'reading.submit': {
      const { op, reading, defect, bundle, source } = act;
      return {
        op,
        reading,
        ...(defect === undefined ? {} : { defect: { ...defect } }),
        ...(bundle === undefined ? {} : { bundle: { ...bundle } }),
        ...(source === undefined ? {} : { source }),
      };
    }
    case 'device.register':
      return { op: act.op, device: act.device };
    case 'tracker.set':
      return { op: act.op, patient: act.patient, order: act.tracker.order, state: act.tracker.state };
    case 'tracker.list':
      return { op: act.op, patient: act.patient };
    case 'coverage.set':
      return { op: act.op, coverage: act.coverage };
    case 'source.set':
      return { op: act.op, source: act.source, status: act.status };
    case 'item.act':
      return { op: act.op, item: act.item.identifier, act: act.act, person: act.person };
    case 'clock.pass':
      return undefined;
  }
};

const ACTOR: Partial<Record<CaseAct['op'], string>> = {
  'permission.set': 'portal',
  'device.register': 'portal',
  'tracker.set': 'portal',
  'tracker.list': 'portal',
  'reading.submit': 'gateway',
  'item.act': 'clinician',
};

const optionsOf = (act: CaseAct, via: 'fhir' | 'hl7v2'): OpOptions => {
  const { expect } = act;
  const refused = expect.outcome === 'refused';
  const code = via === 'fhir' ? (refused ? String(REFUSALS[expect.refusal].http) : '200') : refused ? 'AE' : 'AA';
  return {
    via,
    actor: ACTOR[act.op] ?? 'ehr',
    outcome: refused ? 'refused' : 'ok',
    answer: { code, correlated: true, ...(refused ? { refusal: expect.refusal, explained: true } : {}) },
    ...(act.op === 'tracker.list' ? { output: { trackers: [...act.trackers] } } : {}),
  };
};

/** A worked case being written: its acts and what is seen of them, but no end yet. */
export interface WrittenCase {
  readonly builder: HistoryBuilder;
  readonly opOf: CaseHistory['opOf'];
}

/** Writes a worked case; `run` may say more of the run than the case does. */
export const writeCase = (worked: WorkedCase, run: Partial<RunLine> = {}): WrittenCase => {
  const [first] = worked.acts;
  const startedMs = Date.parse(first?.at ?? '2035-01-01T00:00:00Z') - 1000;
  const builder = new HistoryBuilder({
    started: new Date(startedMs).toISOString(),
    people: { clinicians: [...worked.clinicians], pools: [...worked.pools], decoys: [] },
    policies: Policies.parse(worked.policies),
    ...(worked.portal ? { portal: true } : {}),
    ...(worked.sources ? { sources: true } : {}),
    ...run,
  });
  builder.took = 0;
  for (const patient of worked.patients) builder.op({ op: 'person.patient', patient });
  const ops = new Map<CaseAct, OpLine>();
  const items = new CaseItems();
  let lastMs = builder.now;
  for (const act of worked.acts) {
    const atMs = Date.parse(act.at) - startedMs;
    builder.wait(atMs - builder.now);
    const input = actOf(act);
    if (input !== undefined) ops.set(act, builder.op(input, optionsOf(act, worked.via ?? 'hl7v2')));
    const after = act.op === 'clock.pass' ? lastMs : atMs;
    for (const item of items.after(act)) builder.seen(item, { after, by: atMs });
    lastMs = atMs;
  }
  return { builder, opOf: (act) => ops.get(act) };
};

/**
 * A worked case as an exact history: every act takes no time at its very instant (no clock is advanced; the run
 * began a second before the first act), has the outcome that the case says, and every item comes into sight at the
 * instant at which it is raised; one that falls due by itself, since the act before.
 */
export const caseHistory = (worked: WorkedCase): CaseHistory => {
  const { builder, opOf } = writeCase(worked);
  return { lines: builder.end(), opOf };
};
