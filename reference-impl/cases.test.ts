import { afterEach, describe, expect, test } from 'vitest';
import { loadCases } from '../contract/cases/load.ts';
import type { CaseAct, ExpectedItem, WorkedCase } from '../contract/cases/worked-case.ts';
import type { InboxItem } from '../contract/domain/inbox-item.ts';
import { keyOf } from '../contract/domain/identifier.ts';
import { type Outcome, refuse } from '../contract/refusal.ts';
import { createPipeline } from './app.ts';
import { lacksFor } from './case-lacks.test-helper.ts';
import { msOf } from './clock/instant.ts';
import type { Collaborators } from './collaborators.ts';
import type { Caller, Pipeline, Written } from './pipeline.ts';
import type { ReferencePolicies } from './policies.ts';
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

const actOn = async (pipeline: Pipeline, { item, act, person }: Extract<CaseAct, { readonly op: 'item.act' }>) => {
  const found = must(pipeline.inbox.search(EHR, { count: 100 })).entries.find((e) => line(e.body) === line(item));
  const caller: Caller = { role: 'clinician', subject: person, client: 'vp-clinician' };
  return found === undefined ? refuse('not-found') : pipeline.inbox.act(caller, { id: found.id }, act);
};

type Submission = Extract<CaseAct, { readonly op: 'reading.submit' }>;
type Played = Outcome<Written<unknown>>;

/** One reading, or all entries of a message: the answer to each. */
const file = async (pipeline: Pipeline, acts: readonly Submission[]): Promise<readonly Played[]> => {
  const filed = await pipeline.readings.file(
    GATEWAY,
    acts.map((a) => a.reading),
  );
  return filed.ok ? filed.value.map((value) => ({ ok: true, value })) : acts.map(() => filed);
};

const perform = async (pipeline: Pipeline, act: Exclude<CaseAct, Submission>): Promise<Played> => {
  switch (act.op) {
    case 'order.submit':
      return pipeline.orders.submit(EHR, act.order);
    case 'order.change':
      return pipeline.orders.change(EHR, act.order);
    case 'permission.set':
      return pipeline.permissions.set(PORTAL, act.permission);
    case 'item.act':
      return actOn(pipeline, act);
    case 'coverage.set':
      return pipeline.people.coverage(EHR, act.coverage);
    default:
      throw new Error(`${act.op} is not played here`);
  }
};

const isSubmission = (act: CaseAct): act is Submission => act.op === 'reading.submit';

/** The acts in the groups in which they are sent, each with its answer; time that passes has none. */
const play = async (pipeline: Pipeline, acts: readonly CaseAct[], index: number): Promise<readonly Played[]> => {
  const act = acts[index];
  if (act === undefined || act.op === 'clock.pass') return [];
  if (!isSubmission(act)) return [await perform(pipeline, act)];
  const { bundle } = act;
  const together = bundle === undefined ? [act] : acts.filter(isSubmission).filter((a) => a.bundle?.id === bundle.id);
  return file(pipeline, together);
};

const said = (outcome: Played): string =>
  outcome.ok ? (outcome.value.effect === 'replayed' ? 'replayed' : 'accepted') : outcome.refusal.code;
const expected = ({ expect: e }: CaseAct): string =>
  e.outcome === 'refused' ? e.refusal : e.replay ? 'replayed' : 'accepted';

/** Plays a case with its clock injected; what differs from the case, act by act. */
const differences = async (worked: WorkedCase, collaborators: Partial<Collaborators> = {}): Promise<string[]> => {
  let nowMs = msOf(worked.acts[0]?.at ?? '');
  const { backfill, afterEnd, backdateDays } = worked.policies;
  const policies: Partial<ReferencePolicies> = {
    ...(backfill === undefined ? {} : { backfill }),
    ...(afterEnd === undefined ? {} : { afterEnd }),
    ...(backdateDays === undefined ? {} : { backdateDays }),
  };
  const pipeline = createPipeline({ databasePath: ':memory:', now: () => nowMs, policies, collaborators });
  opened.push(pipeline);
  for (const patient of worked.patients) must(await pipeline.people.patient(EHR, patient));
  for (const clinician of worked.clinicians) must(await pipeline.people.clinician(EHR, clinician));
  for (const pool of worked.pools) must(await pipeline.people.pool(EHR, pool));
  for (const device of worked.devices) must(await pipeline.people.device(EHR, device));
  const found: string[] = [];
  const answers: Played[] = [];
  for (const [index, act] of worked.acts.entries()) {
    nowMs = msOf(act.at);
    await pipeline.settle();
    if (answers.length === 0) answers.push(...(await play(pipeline, worked.acts, index)));
    const answer = answers.shift();
    const at = `${worked.file}:${act.line}`;
    if (answer !== undefined && said(answer) !== expected(act))
      found.push(`${at}: ${act.said} is ${said(answer)}, not ${expected(act)}`);
    if (answers.length > 0) continue;
    const items = must(pipeline.inbox.search(EHR, { count: 100 })).entries.map((e) => e.body);
    const open = items
      .filter((i) => i.status !== 'withdrawn')
      .map(line)
      .sort();
    const wanted = act.standingAfter.map(line).sort();
    if (open.join('\n') !== wanted.join('\n'))
      found.push(`${at}: the inbox holds [${open.join('; ')}], not [${wanted.join('; ')}]`);
  }
  return found;
};

const playable = cases.filter((worked) => lacksFor(worked).length === 0);
const others = cases.filter((worked) => lacksFor(worked).length > 0);

describe('the worked cases of the contract', () => {
  test('are there, and no more of them are skipped than the reference lacks rules for', () => {
    expect(playable.length).toBe(223);
    expect(others.length).toBe(21);
  });

  test.each(playable.map((c) => [c.number, c.title, c] as const))('case %i: %s', async (_number, _title, worked) => {
    expect(await differences(worked)).toEqual([]);
  });

  test.skip.each(others.map((c) => [c.number, lacksFor(c).join('; ')] as const))('case %i: %s', () => {});

  test('are not reproduced by a reference that is broken in one rule', async () => {
    const broken: Partial<Collaborators> = { beyond: () => false };
    const all = await Promise.all(playable.map((worked) => differences(worked, broken)));
    expect(all.filter((found) => found.length > 0).length).toBeGreaterThanOrEqual(5);
  });
});
