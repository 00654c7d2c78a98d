import { describe, expect, test } from 'vitest';
import type { Rule } from '../contract/domain/index.ts';
import { type Collaborators, collaborators } from './collaborators.ts';
import {
  clinician,
  createReadyWorld,
  createWorld,
  EHR,
  JANE,
  METER,
  must,
  OKAFOR,
  orderOf,
  readingOf,
  refusalOf,
  RIVERA,
  weightOrderOf,
  permissionOf,
  portalOf,
} from './world.test-helper.ts';

/** The same functions, each of which also notes that it was called. */
const watched = (): { use: Collaborators; called: Set<string> } => {
  const called = new Set<string>();
  const watch =
    (name: string, rule: (...args: never[]) => unknown) =>
    (...args: never[]) => {
      called.add(name);
      return rule(...args);
    };
  const entries = Object.entries(collaborators).map(([name, rule]) => [name, watch(name, rule)]);
  return { use: Object.fromEntries(entries) as Collaborators, called };
};

test('every rule is reached through the collaborators, so every one can be replaced', async () => {
  const { use, called } = watched();
  const rules: Rule[] = [
    { kind: 'digest', window: { value: 1, unit: 'h' } },
    { kind: 'missing', period: { value: 2, unit: 'd' } },
    { kind: 'escalation', step: 1, after: { value: 30, unit: 'min' }, recipient: OKAFOR },
    { kind: 'summary', period: { value: 7, unit: 'd' } },
  ];
  const world = await createReadyWorld(orderOf({ rules }), { collaborators: use });
  must(await world.file(readingOf('310', 'mg/dL', { effective: '2026-03-03T06:58:00-05:00' })));
  must(await world.pipeline.orders.submit(EHR, weightOrderOf()));
  must(await world.pipeline.orders.submit(EHR, weightOrderOf()));
  must(await world.pipeline.permissions.set(portalOf(JANE), permissionOf({ measure: 'weight' })));
  must(await world.file(...['170', '180'].map((value) => readingOf(value))));
  world.passMs(8 * 86_400_000);
  await world.pipeline.settle();
  must(await world.file(readingOf('9.9', 'mmol/L', { device: METER })));
  must(await world.file(readingOf('9.9', 'mmol/L', { device: METER })));
  const reading = readingOf('80', 'kg', { effective: '2026-03-02T07:00:00Z' });
  must(await world.file(reading, readingOf('190', '[lb_av]')));
  must(await world.file(reading));
  const [item] = must(world.pipeline.inbox.search(EHR, { count: 1 })).entries;
  must(await world.pipeline.inbox.act(clinician(RIVERA), { id: item?.id ?? '' }, 'seen'));
  must(world.pipeline.portal.trackers(portalOf(JANE), JANE));
  const message = { identifier: { system: 's', value: 'm1' }, patient: JANE, sender: RIVERA, text: 'Rest.' };
  const about = item?.body.identifier ?? JANE;
  must(await world.pipeline.messages.send(clinician(RIVERA), { ...message, about, sent: '2026-03-03T12:00:00Z' }));
  must(world.pipeline.messages.notices(EHR, JANE));
  const repeating: Rule = { kind: 'repeated', count: 2, window: { value: 24, unit: 'h' } };
  const often = await createReadyWorld(orderOf({ rules: [repeating] }), { collaborators: use });
  const member = readingOf('170', 'mg/dL', { effective: '2026-03-03T06:40:00-05:00' });
  must(await often.file(member, readingOf('180', 'mg/dL', { effective: '2026-03-03T06:50:00-05:00' })));
  must(await often.file({ ...member, status: 'entered-in-error' }));
  must(await often.pipeline.orders.submit(EHR, weightOrderOf()));
  must(await often.pipeline.permissions.set(portalOf(JANE), permissionOf({ measure: 'weight' })));
  must(await often.file(readingOf('83', 'kg', { effective: '2026-03-03T06:55:00-05:00' })));
  must(await often.file(readingOf('80', 'kg', { effective: '2026-03-03T06:30:00-05:00' })));
  const closed = await createReadyWorld(orderOf(), { collaborators: use, policies: { sources: 'admitted' } });
  await closed.file(readingOf('100'));
  expect(Object.keys(collaborators).filter((name) => !called.has(name))).toEqual([]);
});

const kinds = async (broken: Partial<Collaborators>, value = '160', unit: 'mg/dL' | 'mmol/L' = 'mg/dL') => {
  const world = await createReadyWorld(orderOf(), { collaborators: broken });
  must(await world.file(readingOf(value, unit)));
  return world.items().map((i) => `${i.kind} ${i.recipient.value} ${String(i.late)}`);
};

const eighteen: Collaborators['convert'] = (value, from, to) =>
  from === 'mmol/L' && to === 'mg/dL' ? { n: value.n * 18n, d: value.d } : collaborators.convert(value, from, to);

const doubled: Collaborators['planItems'] = (limits, crossings, version) => {
  const plans = collaborators.planItems(limits, crossings, version);
  return [...plans, ...plans.map((p) => ({ ...p, family: `${p.family}-again`, kind: 'abnormal' as const }))];
};

describe('one rule replaced breaks one thing', () => {
  test('an inclusive comparison alarms on the bound', async () => {
    expect(await kinds({})).toEqual([]);
    expect(
      await kinds({
        beyond: (value, interval, side) => collaborators.beyond(value, { ...interval, inclusive: 'both' }, side),
      }),
    ).toEqual(['abnormal 1234567893 false']);
  });

  test('factor 18 alarms on other numbers', async () => {
    // 16.69 mmol/L is 300.68 mg/dL, which rounds to 301; with factor 18 it would be 300.42, so 300, which is not over 300.
    expect(await kinds({}, '16.69', 'mmol/L')).toEqual(['critical 1234567893 false']);
    expect(await kinds({ convert: eighteen }, '16.69', 'mmol/L')).toEqual(['abnormal 1234567893 false']);
  });

  test('a gate that does not look admits what it should not', async () => {
    const world = await createWorld({ collaborators: { permissionInForce: () => true } });
    must(await world.pipeline.orders.submit(EHR, orderOf()));
    expect(refusalOf(await world.file(readingOf('100')))).toBe('accepted');
  });

  test('two items for one critical reading', async () => {
    expect(await kinds({ planItems: doubled }, '305')).toHaveLength(2);
  });
});
