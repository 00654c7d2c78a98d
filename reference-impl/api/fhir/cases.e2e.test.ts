import { describe, expect, test } from 'vitest';
import { loadCases } from '../../../contract/cases/load.ts';
import type { WorkedCase } from '../../../contract/cases/worked-case.ts';
import { createPipeline } from '../../app.ts';
import { msOf } from '../../clock/instant.ts';
import type { Collaborators } from '../../collaborators.ts';
import { type Act, CaseOverHttp, line, type Said } from './case-over-http.test-helper.ts';
import { newDatabase } from '../../store/new-database.test-helper.ts';

const cases = loadCases();

type Submission = Extract<Act, { readonly op: 'reading.submit' }>;
const isSubmission = (act: Act): act is Submission => act.op === 'reading.submit';

/** A PUT that changes and one that is repeated are both answered 200. */
const isAsExpected = (said: Said, { expect: e }: Act): boolean => {
  if (e.outcome === 'refused') return said === e.refusal;
  return said === 'done' || (said === 'accepted' && !e.replay);
};

const playAct = (http: CaseOverHttp, acts: readonly Act[], act: Act): Promise<readonly Said[]> => {
  if (!isSubmission(act)) return http.perform(act).then((said) => [said]);
  const { bundle } = act;
  return http.submit(
    bundle === undefined ? [act] : acts.filter(isSubmission).filter((a) => a.bundle?.id === bundle.id),
  );
};

/** Plays a case over HTTP; what differs from the case, act by act. */
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
  const http = await CaseOverHttp.start(pipeline);
  const found: string[] = [];
  try {
    await http.people(worked);
    const answers: Said[] = [];
    for (const act of worked.acts) {
      nowMs = msOf(act.at);
      await pipeline.settle();
      const at = `${worked.file}:${act.line}`;
      if (act.op === 'tracker.list') {
        const text = (trackers: readonly { readonly order: { readonly value: string }; readonly state: string }[]) =>
          trackers
            .map(({ order, state }) => `${order.value} ${state}`)
            .toSorted()
            .join();
        const shown = text(await http.trackers(act.patient));
        if (shown !== text(act.trackers)) found.push(`${at}: the portal shows [${shown}], not [${text(act.trackers)}]`);
      } else if (act.op !== 'clock.pass') {
        if (answers.length === 0) answers.push(...(await playAct(http, worked.acts, act)));
        const said = answers.shift() ?? 'nothing';
        if (!isAsExpected(said, act)) found.push(`${at}: ${act.said} is ${said}, not ${JSON.stringify(act.expect)}`);
      }
      if (answers.length > 0) continue;
      const items = (await http.tasks()).map(({ item }) => item).filter(({ status }) => status !== 'withdrawn');
      const [open, wanted] = [items, act.standingAfter].map((of) => of.map(line).toSorted().join('; '));
      if (open !== wanted) found.push(`${at}: the inbox holds [${String(open)}], not [${String(wanted)}]`);
    }
  } finally {
    await http.close();
    await pipeline.close();
  }
  return found;
};

describe('the worked cases of the contract, over FHIR', () => {
  test.each(cases.map((c) => [c.number, c.title, c] as const))('case %i: %s', async (_number, _title, worked) => {
    expect(await differences(worked)).toEqual([]);
  });

  test('are not reproduced where one rule is broken', async () => {
    const found: boolean[] = [];
    // oxlint-disable-next-line no-await-in-loop -- each has a server of its own
    for (const worked of cases.slice(0, 60))
      found.push((await differences(worked, { beyond: () => false })).length > 0);
    expect(found.filter(Boolean).length).toBeGreaterThan(10);
  });
});
