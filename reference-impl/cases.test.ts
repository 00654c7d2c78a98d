import { afterEach, describe, expect, test } from 'vitest';
import { loadCases } from '../contract/cases/load.ts';
import type { CaseAct, ExpectedItem, WorkedCase } from '../contract/cases/worked-case.ts';
import type { InboxItem } from '../contract/domain/inbox-item.ts';
import type { Reading } from '../contract/domain/reading.ts';
import { type Identifier, keyOf } from '../contract/domain/identifier.ts';
import { type Outcome, refuse } from '../contract/refusal.ts';
import { decodeReading, encodeReading } from '../contract/wire/fhir/observation.ts';
import type { JsonObject } from '../contract/wire/json/lossless.ts';
import { createPipeline } from './app.ts';
import { msOf } from './clock/instant.ts';
import type { Collaborators } from './collaborators.ts';
import type { Caller, Pipeline, Written } from './pipeline.ts';
import type { ReferencePolicies } from './policies.ts';
import { EHR, GATEWAY, must } from './world.test-helper.ts';
import { isOnServer, newDatabase } from './store/new-database.test-helper.ts';

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

/** A reading as it is read from the wire, with what is wrong with it there. */
const onTheWire = ({ reading, defect }: Submission): Outcome<Reading> => {
  const resource: Record<string, unknown> = { ...encodeReading(reading, (type, id) => `${type}/${keyOf(id)}`) };
  const quantity = resource['valueQuantity'] as JsonObject;
  if (defect?.kind === 'time-without-offset') resource['effectiveDateTime'] = reading.effective.slice(0, 19);
  if (defect?.kind === 'unknown-unit') resource['valueQuantity'] = { ...quantity, code: defect.unit };
  if (defect?.kind === 'bad-number') resource['valueQuantity'] = { ...quantity, value: defect.text };
  return defect === undefined ? { ok: true, value: reading } : decodeReading(resource as JsonObject, identifierOf);
};

const identifierOf = (reference: string): Identifier => {
  const [system = '', value = ''] = reference.slice(reference.indexOf('/') + 1).split('|');
  return { system, value };
};

/** One reading, or all entries of a message: the answer to each. */
const file = async (pipeline: Pipeline, acts: readonly Submission[]): Promise<readonly Played[]> => {
  const [{ source, defect } = {}] = acts;
  const caller: Caller = {
    ...GATEWAY,
    ...(source === undefined ? {} : { source }),
    ...(defect?.kind === 'sender-of' ? { subject: defect.patient } : {}),
  };
  const read = pipeline.sources.admits(caller) ? acts.map(onTheWire) : [refuse('source-not-admitted')];
  const bad = read.find((one) => !one.ok);
  const filed =
    bad === undefined
      ? await pipeline.readings.file(
          caller,
          read.flatMap((one) => (one.ok ? [one.value] : [])),
        )
      : bad;
  return filed.ok ? filed.value.map((value) => ({ ok: true, value })) : acts.map(() => filed);
};

const perform = async (
  pipeline: Pipeline,
  act: Exclude<CaseAct, Submission | { readonly op: 'tracker.list' | 'clock.pass' }>,
): Promise<Played> => {
  switch (act.op) {
    case 'order.submit':
      return pipeline.orders.submit(EHR, act.order);
    case 'order.change':
      return pipeline.orders.change(EHR, act.order);
    case 'permission.set':
      return pipeline.permissions.set(PORTAL, act.permission);
    case 'item.act':
      return actOn(pipeline, act);
    case 'device.register':
      return pipeline.people.device(PORTAL, act.device);
    case 'tracker.set':
      return pipeline.portal.choose(PORTAL, act.tracker.order, act.tracker.state);
    case 'source.set':
      return pipeline.sources.set(EHR, act.source, act.status);
    case 'coverage.set':
      return pipeline.people.coverage(EHR, act.coverage);
    default:
      throw new Error(`no such act: ${String(act)}`);
  }
};

const isSubmission = (act: CaseAct): act is Submission => act.op === 'reading.submit';

/** What the portal shows, held against what the case says; what is over or disconnected need not be shown. */
const list = (pipeline: Pipeline, act: Extract<CaseAct, { readonly op: 'tracker.list' }>): string => {
  const text = ({ order, state }: { readonly order: Identifier; readonly state: string }) => `${order.value} ${state}`;
  const shown = must(pipeline.portal.trackers(PORTAL, act.patient))
    .map(({ body }) => text(body))
    .toSorted();
  const wanted = act.trackers.map(text).toSorted();
  return shown.join() === wanted.join() ? '' : `the portal shows [${shown.join()}], not [${wanted.join()}]`;
};

/** The acts in the groups in which they are sent, each with its answer; time that passes has none. */
const play = async (pipeline: Pipeline, acts: readonly CaseAct[], index: number): Promise<readonly Played[]> => {
  const act = acts[index];
  if (act === undefined || act.op === 'clock.pass' || act.op === 'tracker.list') return [];
  if (!isSubmission(act)) return [await perform(pipeline, act)];
  const { bundle } = act;
  const together = bundle === undefined ? [act] : acts.filter(isSubmission).filter((a) => a.bundle?.id === bundle.id);
  if (bundle?.kind !== 'batch') return file(pipeline, together);
  // As the FHIR surface does it: each entry for itself, in order of time.
  const answers = new Map<Submission, Played>();
  for (const one of together.toSorted((a, b) => msOf(a.reading.effective) - msOf(b.reading.effective)))
    for (const answer of await file(pipeline, [one])) answers.set(one, answer);
  return together.flatMap((one) => answers.get(one) ?? []);
};

/** A grant that was overtaken is taken, and changes nothing. */
const said = (outcome: Played, { op }: CaseAct): string => {
  if (!outcome.ok) return outcome.refusal.code;
  return outcome.value.effect === 'replayed' && op !== 'permission.set' ? 'replayed' : 'accepted';
};
const expected = ({ expect: e }: CaseAct): string =>
  e.outcome === 'refused' ? e.refusal : e.replay ? 'replayed' : 'accepted';

/** Plays a case with its clock injected; what differs from the case, act by act. */
const differences = async (worked: WorkedCase, collaborators: Partial<Collaborators> = {}): Promise<string[]> => {
  let nowMs = msOf(worked.acts[0]?.at ?? '');
  const { backfill, afterEnd, backdateDays, control, future } = worked.policies;
  const policies: Partial<ReferencePolicies> = {
    ...(backfill === undefined ? {} : { backfill }),
    ...(afterEnd === undefined ? {} : { afterEnd }),
    ...(backdateDays === undefined ? {} : { backdateDays }),
    ...(control === undefined ? {} : { control }),
    ...(future === undefined ? {} : { future }),
    ...(worked.portal ? { portal: 'required' as const } : {}),
    ...(worked.sources ? { sources: 'admitted' as const } : {}),
  };
  const pipeline = createPipeline({ databasePath: newDatabase(), now: () => nowMs, policies, collaborators });
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
    const portal = act.op === 'tracker.list' ? list(pipeline, act) : '';
    if (portal !== '') found.push(`${worked.file}:${act.line}: ${portal}`);
    const at = `${worked.file}:${act.line}`;
    if (answer !== undefined && said(answer, act) !== expected(act))
      found.push(`${at}: ${act.said} is ${said(answer, act)}, not ${expected(act)}`);
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

describe('the worked cases of the contract', () => {
  test('are all there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(249);
  });

  test.each(cases.map((c) => [c.number, c.title, c] as const))('case %i: %s', async (_number, _title, worked) => {
    expect(await differences(worked)).toEqual([]);
  });

  test.skipIf(isOnServer)('are not reproduced by a reference that is broken in one rule', async () => {
    const broken: Partial<Collaborators> = { beyond: () => false };
    const all = await Promise.all(cases.map((worked) => differences(worked, broken)));
    expect(all.filter((found) => found.length > 0).length).toBeGreaterThanOrEqual(50);
  });
});
