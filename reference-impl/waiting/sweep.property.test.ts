import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Order } from '../../contract/domain/order.ts';
import type { Reading } from '../../contract/domain/reading.ts';
import { isoOf, msOf } from '../clock/instant.ts';
import { CLOCK, clinician, EHR, JANE, must, OKAFOR, orderOf, POOL, readingOf, RIVERA } from '../world.test-helper.ts';
import {
  atHour,
  createWaitingWorld,
  missingAfter,
  periodOf,
  stepTo,
  summaryEvery,
  type WaitingWorld,
} from './waits.test-helper.ts';

const LAST_HOUR = 24;
const QUARTERS = LAST_HOUR * 4;
/** Half a minute past a quarter: no act comes at the very instant at which something falls due. */
const SLACK_HOURS = 1 / 120;

const RULES = [
  [missingAfter(3), summaryEvery(5), stepTo(1, OKAFOR, 45), stepTo(2, POOL, 90)],
  [missingAfter(2), summaryEvery(4), stepTo(1, POOL, 30)],
  [summaryEvery(5)],
  [missingAfter(90, 'min'), stepTo(1, OKAFOR, 15), stepTo(2, RIVERA, 15)],
];

type Act =
  | { readonly what: 'read' | 'erase'; readonly value: string; readonly ago: number }
  | { readonly what: 'order'; readonly status: Order['status']; readonly rules: number; readonly ahead: number }
  | { readonly what: 'seen' | 'done'; readonly which: number }
  | { readonly what: 'away'; readonly from: number; readonly to: number };

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    what: fc.constantFrom<'read' | 'erase'>('read', 'read', 'read', 'erase'),
    value: fc.constantFrom('100', '200', '310', '50'),
    ago: fc.integer({ min: 0, max: 8 }),
  }),
  fc.record({
    what: fc.constant('order'),
    status: fc.constantFrom('active', 'active', 'on-hold', 'completed', 'entered-in-error'),
    rules: fc.nat(RULES.length - 1),
    ahead: fc.constantFrom(0, 0, 5, 9),
  }),
  fc.record({ what: fc.constantFrom('seen', 'done'), which: fc.nat(9) }),
  fc.record({ what: fc.constant('away'), from: fc.nat(QUARTERS), to: fc.nat(QUARTERS) }),
);
const timelines = fc
  .array(fc.record({ quarter: fc.integer({ min: 1, max: QUARTERS - 1 }), act: acts }), { maxLength: 12 })
  .map((all) => all.toSorted((a, b) => a.quarter - b.quarter));
/** Quarters at which somebody lets time pass that far, and how. */
const cuts = fc.array(
  fc.record({
    quarter: fc.integer({ min: 1, max: QUARTERS - 1 }),
    how: fc.constantFrom('settle', 'patient', 'system'),
  }),
  { maxLength: 20 },
);

const ORDER = orderOf({ period: periodOf(0, 22), rules: [...(RULES[0] ?? [])] });

/** Does one act at an hour of the patient. What is refused is refused whichever way time came there. */
const perform = async (world: WaitingWorld, act: Act, hours: number, filed: Reading[]): Promise<void> => {
  const { pipeline } = world;
  if (act.what === 'read') {
    const effective = isoOf(atHour(hours - act.ago / 4));
    const name = { system: 'urn:test', value: `t${filed.length}` };
    const reading = readingOf(act.value, 'mg/dL', { effective, identifier: name });
    filed.push(reading);
    await world.file(reading);
  } else if (act.what === 'erase') {
    const last = filed.at(-1 - act.ago);
    if (last !== undefined) await world.file({ ...last, status: 'entered-in-error' });
  } else if (act.what === 'order') {
    const { status, rules, ahead } = act;
    const from = ahead === 0 ? {} : { effectiveFrom: isoOf(atHour(hours + ahead / 4)) };
    await pipeline.orders.change(EHR, { ...ORDER, status, rules: [...(RULES[rules] ?? [])], ...from });
  } else if (act.what === 'away') {
    const period = { start: isoOf(atHour(act.from / 4)), end: isoOf(atHour(act.to / 4 + 0.1)) };
    const absences = act.from <= act.to ? [{ period, coveredBy: RIVERA }] : [];
    await pipeline.people.coverage(EHR, { person: OKAFOR, absences });
  } else if (act.what === 'seen' || act.what === 'done') {
    // By its id, which is the same whichever way time came here: nobody looks for it first.
    for (const person of [RIVERA, OKAFOR])
      // oxlint-disable-next-line no-await-in-loop -- one of them is the recipient
      await pipeline.inbox.act(clinician(person), { id: `i${act.which + 1}` }, act.what);
  }
};

type How = 'settle' | 'patient' | 'system';
type Step = { readonly quarter: number } & ({ readonly act: Act } | { readonly how: How });

/** Lets time pass until the clock of the patient shows an hour. */
const passTo = async ({ pipeline, passMs }: WaitingWorld, hours: number, how: How | 'unnoticed'): Promise<void> => {
  const toMs = atHour(hours);
  const byMs = toMs - msOf(pipeline.clock.now(JANE));
  if (how === 'patient') must(await pipeline.clock.advance(CLOCK, isoOf(toMs), JANE));
  else if (how === 'system') must(await pipeline.clock.advance(CLOCK, isoOf(msOf(pipeline.clock.now()) + byMs)));
  else passMs(byMs);
  if (how === 'settle') await pipeline.settle();
};

/** All items in the end, each with its whole story. */
const play = async (steps: readonly Step[]): Promise<readonly unknown[]> => {
  const world = await createWaitingWorld([], ORDER);
  const filed: Reading[] = [];
  for (const step of steps) {
    const hours = step.quarter / 4 + SLACK_HOURS;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await passTo(world, hours, 'how' in step ? step.how : 'unnoticed');
    // oxlint-disable-next-line no-await-in-loop
    if ('act' in step) await perform(world, step.act, hours, filed);
  }
  await passTo(world, LAST_HOUR, 'settle');
  const items = world
    .items()
    .toSorted((a, b) => Number(a.identifier.value.slice(1)) - Number(b.identifier.value.slice(1)));
  await world.pipeline.close();
  return items;
};

test('however a stretch of time is cut into advances and waits, the same happens at the same instants', async () => {
  let raised = 0;
  await fc.assert(
    fc.asyncProperty(timelines, cuts, async (told, cut) => {
      const whole = await play(told);
      const inPieces = await play([...cut, ...told].toSorted((a, b) => a.quarter - b.quarter));
      expect(inPieces).toEqual(whole);
      raised += whole.length;
    }),
    { numRuns: 60 },
  );
  expect(raised).toBeGreaterThan(100);
});
