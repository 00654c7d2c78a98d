import { describe, expect, test } from 'vitest';
import { loadCases } from '../../../contract/cases/load.ts';
import type { CaseAct, WorkedCase } from '../../../contract/cases/worked-case.ts';
import { createPipeline } from '../../app.ts';
import { msOf } from '../../clock/instant.ts';
import type { Collaborators } from '../../collaborators.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';
import { EHR, must } from '../../world.test-helper.ts';
import { line } from '../fhir/case-over-http.test-helper.ts';
import { CaseOverMllp, type Said, shown, togetherWith } from './case-over-mllp.test-helper.ts';

/** But for those whose ruling holds on FHIR alone. */
const cases = loadCases().filter(({ via }) => via !== 'fhir');
const totals = { over: 0, beside: 0 };

const playAct = async (played: CaseOverMllp, acts: readonly CaseAct[], act: CaseAct): Promise<readonly Said[]> =>
  act.op === 'reading.submit' ? played.submit(togetherWith(acts, act)) : [await played.perform(act)];

/** Plays a case over MLLP; what differs from the case, act by act. */
const differences = async (worked: WorkedCase, collaborators: Partial<Collaborators> = {}): Promise<string[]> => {
  let nowMs = msOf(worked.acts[0]?.at ?? '');
  const { backfill, afterEnd, backdateDays, control, future } = worked.policies;
  const policies = Object.fromEntries(
    Object.entries({ backfill, afterEnd, backdateDays, control, future }).filter(([, value]) => value !== undefined),
  );
  const pipeline = createPipeline({
    databasePath: newDatabase(),
    now: () => nowMs,
    policies: {
      ...policies,
      ...(worked.portal ? { portal: 'required' as const } : {}),
      ...(worked.sources ? { sources: 'admitted' as const } : {}),
    },
    collaborators,
  });
  const played = await CaseOverMllp.start(pipeline, worked);
  const found: string[] = [];
  try {
    const answers: Said[] = [];
    for (const act of worked.acts) {
      nowMs = msOf(act.at);
      await pipeline.settle();
      const at = `${worked.file}:${act.line}`;
      if (act.op === 'tracker.list') {
        const [is, wanted] = [played.trackers(act.patient), act.trackers].map(shown);
        if (is !== wanted) found.push(`${at}: the portal shows [${String(is)}], not [${String(wanted)}]`);
      } else if (act.op !== 'clock.pass') {
        if (answers.length === 0) answers.push(...(await playAct(played, worked.acts, act)));
        const said = answers.shift() ?? 'nothing';
        const wanted = act.expect.outcome === 'refused' ? act.expect.refusal : 'accepted';
        if (said !== wanted) found.push(`${at}: ${act.said} is ${said}, not ${wanted}`);
      }
      if (answers.length > 0) continue;
      const items = must(pipeline.inbox.search(EHR, { count: 100 })).entries.map(({ body }) => body);
      const open = items.filter(({ status }) => status !== 'withdrawn');
      const [is, wanted] = [open, act.standingAfter].map((of) => of.map(line).toSorted().join('; '));
      if (is !== wanted) found.push(`${at}: the inbox holds [${String(is)}], not [${String(wanted)}]`);
    }
  } finally {
    await played.close();
    await pipeline.close();
  }
  totals.over += played.counts.over;
  totals.beside += played.counts.beside;
  return found;
};

describe('the worked cases of the contract, over HL7 v2', () => {
  test.each(cases.map((c) => [c.number, c.title, c] as const))('case %i: %s', async (_number, _title, worked) => {
    expect(await differences(worked)).toEqual([]);
  });

  test('go over the wire but for what HL7 v2 has no message for', () => {
    expect(totals.over).toBeGreaterThan(1200);
    expect(totals.beside).toBeLessThan(totals.over / 10);
  });

  test('are not reproduced where one rule is broken', async () => {
    const found: boolean[] = [];
    // oxlint-disable-next-line no-await-in-loop -- each has a server of its own
    for (const worked of cases.slice(0, 60))
      found.push((await differences(worked, { beyond: () => false })).length > 0);
    expect(found.filter(Boolean).length).toBeGreaterThan(10);
  });
});
