import { afterEach, describe, expect, test } from 'vitest';
import { loadCases } from '../contract/cases/load.ts';
import type { CaseAct, ExpectedItem, WorkedCase } from '../contract/cases/worked-case.ts';
import type { InboxItem } from '../contract/domain/inbox-item.ts';
import { keyOf } from '../contract/domain/identifier.ts';
import type { Outcome } from '../contract/refusal.ts';
import { createPipeline } from './app.ts';
import { msOf } from './clock/instant.ts';
import type { Collaborators } from './collaborators.ts';
import type { Caller, Pipeline, Written } from './pipeline.ts';
import { EHR, GATEWAY, must } from './world.test-helper.ts';

const PORTAL: Caller = { role: 'portal', client: 'vp-portal' };
const cases = loadCases();
const opened: Pipeline[] = [];
afterEach(async () => {
  for (const pipeline of opened.splice(0)) await pipeline.close();
});

/** An item as a case states it, in one comparable line. */
const line = (item: ExpectedItem | InboxItem): string =>
  [item.patient, item.order, item.reading, item.recipient]
    .map((id) => (id === undefined ? 'none' : keyOf(id)))
    .concat(item.kind, [...item.interpretation].sort().join('+'), item.late === true ? 'late' : 'in time')
    .join(' ');

const perform = async (pipeline: Pipeline, act: CaseAct): Promise<Outcome<Written<unknown>>> => {
  switch (act.op) {
    case 'order.submit':
      return pipeline.orders.submit(EHR, act.order);
    case 'order.change':
      return pipeline.orders.change(EHR, act.order);
    case 'permission.set':
      return pipeline.permissions.set(PORTAL, act.permission);
    case 'reading.submit': {
      const filed = await pipeline.readings.file(GATEWAY, [act.reading]);
      return filed.ok ? { ok: true, value: filed.value[0] as Written<unknown> } : filed;
    }
  }
};

const said = (outcome: Outcome<Written<unknown>>): string =>
  outcome.ok ? (outcome.value.effect === 'replayed' ? 'replayed' : 'accepted') : outcome.refusal.code;
const expected = ({ expect: e }: CaseAct): string =>
  e.outcome === 'refused' ? e.refusal : e.replay ? 'replayed' : 'accepted';

/** Plays a case with its clock injected; what differs from the case, act by act. */
const differences = async (worked: WorkedCase, collaborators: Partial<Collaborators> = {}): Promise<string[]> => {
  let nowMs = msOf(worked.acts[0]?.at ?? '');
  const pipeline = createPipeline({ databasePath: ':memory:', now: () => nowMs, collaborators });
  opened.push(pipeline);
  for (const patient of worked.patients) must(await pipeline.people.patient(EHR, patient));
  for (const clinician of worked.clinicians) must(await pipeline.people.clinician(EHR, clinician));
  for (const pool of worked.pools) must(await pipeline.people.pool(EHR, pool));
  for (const device of worked.devices) must(await pipeline.people.device(EHR, device));
  const found: string[] = [];
  for (const act of worked.acts) {
    nowMs = msOf(act.at);
    const outcome = said(await perform(pipeline, act));
    const at = `${worked.file}:${act.line}`;
    if (outcome !== expected(act)) found.push(`${at}: ${act.said} is ${outcome}, not ${expected(act)}`);
    const items = must(pipeline.inbox.search(EHR, { count: 100 })).entries.map((e) => e.body);
    const open = items
      .filter((i) => i.status !== 'withdrawn')
      .map(line)
      .sort();
    const wanted = act.openAfter.map(line).sort();
    if (open.join('\n') !== wanted.join('\n'))
      found.push(`${at}: the inbox holds [${open.join('; ')}], not [${wanted.join('; ')}]`);
  }
  return found;
};

describe('the worked cases of the contract', () => {
  test('are there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(20);
  });

  test.each(cases.map((c) => [c.number, c.title, c] as const))('case %i: %s', async (_number, _title, worked) => {
    expect(await differences(worked)).toEqual([]);
  });

  test('are not reproduced by a reference that is broken in one rule', async () => {
    const broken: Partial<Collaborators> = { beyond: () => false };
    const all = await Promise.all(cases.map((worked) => differences(worked, broken)));
    expect(all.filter((found) => found.length > 0).length).toBeGreaterThanOrEqual(5);
  });
});
