import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { InboxItem } from '../../contract/domain/index.ts';
import type { JsonObject } from '../../contract/wire/json/lossless.ts';
import { randomStream } from '../../simulator/random.ts';
import type { RunClock } from '../history/clock.ts';
import type { OpLine, SeenLine } from '../history/lines.ts';
import type { HistoryWriter } from '../history/writer.ts';
import type { LookQuery } from '../sut/fhir/acts/inbox.ts';
import type { RawRead } from '../sut/fhir/read-all.ts';
import type { FhirDriver } from '../sut/fhir-driver.ts';
import { referenceProfile } from '../sut/profile.ts';
import { ItemLog } from './item-log.ts';
import { observer } from './observer.ts';
import { recorder } from './recorder.ts';

const MS = 1_000_000;
const task = (id: string, version: number, stamp: string): JsonObject => ({
  resourceType: 'Task',
  id,
  meta: { versionId: String(version), lastUpdated: stamp },
});

const itemOf = (resource: JsonObject): InboxItem =>
  ({
    identifier: { system: 'item', value: String(resource['id']) },
    version: Number((resource['meta'] as JsonObject)['versionId']),
  }) as InboxItem;

/** A SUT whose inbox is what the test says, and a history that only remembers. */
const world = () => {
  let nowMs = 0;
  const clock: RunClock = {
    now: () => nowMs * MS,
    wall: () => '2026-03-03T12:00:00.000Z',
    started: '2026-03-03T12:00:00.000Z',
  };
  const seen: Omit<SeenLine, 'kind' | 'seq'>[] = [];
  const ops: Omit<OpLine, 'kind' | 'seq'>[] = [];
  const queries: LookQuery[] = [];
  const inbox: { tasks: JsonObject[]; complete: boolean; lookMs: number } = { tasks: [], complete: true, lookMs: 10 };
  const history = {
    seen: (line: Omit<SeenLine, 'kind' | 'seq'>) => seen.push(line),
    op: (line: Omit<OpLine, 'kind' | 'seq'>) => ops.push(line),
    wire: { keep: () => 'hash' },
    together: (work: () => void) => work(),
  } as unknown as HistoryWriter;
  const fetch = async (query: LookQuery): Promise<RawRead> => {
    queries.push(query);
    const tasks = [...inbox.tasks];
    const sent = clock.now();
    nowMs += inbox.lookMs;
    return {
      performed: {
        sent,
        settled: clock.now(),
        wall: clock.wall(),
        outcome: inbox.complete ? 'ok' : 'unknown',
        answer: {},
      },
      pages: [{ received: clock.now(), resources: tasks, wire: { response: 'page' } }],
      complete: inbox.complete,
    };
  };
  const driver = {
    fetchInbox: fetch,
    look: async (query: LookQuery) => {
      const look = await fetch(query);
      return { ...look, items: look.pages.flatMap((p) => p.resources.map(itemOf)) };
    },
    readItems: async (resources: readonly JsonObject[]) => ({
      values: resources.map((r) => (r['garbage'] === true ? undefined : itemOf(r))),
      spoilt: resources.flatMap((r) => (r['garbage'] === true ? [`Task/${String(r['id'])}: Task.status: x`] : [])),
    }),
  } as unknown as FhirDriver;
  const profile = referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir' });
  const log = new ItemLog(history, () => undefined);
  const watch = observer({
    driver,
    log,
    recorder: recorder(history),
    clock,
    profile,
    random: randomStream(1, 'observer'),
  });
  /** Lets the observer make looks for so long. */
  const pass = async (ms: number): Promise<void> => {
    for (let i = 0; i < ms; i += 5) {
      nowMs += 5;
      await vi.advanceTimersByTimeAsync(5);
    }
  };
  return { watch, inbox, seen, ops, queries, pass };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the observer', () => {
  test('writes each version once, between the last complete look without it and the page that had it', async () => {
    const { watch, inbox, seen, pass } = world();
    await watch.baseline(undefined);
    watch.start();
    await pass(200);
    inbox.tasks = [task('a', 1, '2026-03-03T12:00:00.100Z')];
    await pass(200);
    inbox.tasks = [task('a', 2, '2026-03-03T12:00:00.300Z')];
    await pass(200);
    await watch.stop();
    expect(seen.map((s) => `${s.item.identifier.value}#${s.item.version}`)).toEqual(['a#1', 'a#2']);
    for (const { after, by } of seen) {
      expect(after).not.toBeNull();
      expect(by - (after ?? 0)).toBeLessThanOrEqual(150 * MS);
      expect(by).toBeGreaterThan(after ?? 0);
    }
  });

  test('an incomplete look bounds nothing', async () => {
    const { watch, inbox, seen, pass } = world();
    await watch.baseline(undefined);
    watch.start();
    await pass(100);
    inbox.complete = false;
    await pass(400);
    inbox.complete = true;
    inbox.tasks = [task('a', 1, '2026-03-03T12:00:00.100Z')];
    await pass(100);
    await watch.stop();
    expect(seen[0]?.by ?? 0).toBeGreaterThan((seen[0]?.after ?? 0) + 400 * MS);
  });

  test('what was there before the run is not of the run, in whatever version', async () => {
    const { watch, inbox, seen, ops, pass } = world();
    inbox.tasks = [task('old', 1, '2026-03-03T11:00:00.000Z')];
    await watch.baseline('2026-03-03T10:00:00.000Z');
    watch.start();
    inbox.tasks = [task('old', 2, '2026-03-03T12:00:00.000Z'), task('new', 1, '2026-03-03T12:00:00.001Z')];
    await pass(100);
    await watch.stop();
    expect(seen.map((s) => s.item.identifier.value)).toEqual(['new']);
    expect(ops.every((op) => op.output?.look?.items.includes('item|old') !== true)).toBe(true);
  });

  test('asks from the greatest stamp it has seen, less the lag, and from the origin before it saw any', async () => {
    const { watch, inbox, queries, pass } = world();
    await watch.baseline('2026-03-03T10:00:00.000Z');
    watch.start();
    await pass(100);
    inbox.tasks = [task('a', 1, '2026-03-03T12:00:01.000Z'), task('b', 1, '2026-03-03T12:00:00.500Z')];
    await pass(200);
    await watch.stop();
    expect(queries[1]?.since).toBe('2026-03-03T10:00:00.000Z');
    expect(queries.at(-1)?.since).toBe('2026-03-03T12:00:00.750Z');
  });

  test('writes looks at least every 250 ms and not every one', async () => {
    const { watch, ops, queries, pass } = world();
    await watch.baseline(undefined);
    watch.start();
    await pass(2000);
    await watch.stop();
    expect(queries.length).toBeGreaterThan(2 * ops.length);
    const sent = ops.map((op) => op.sent);
    for (const [i, at] of sent.entries()) if (i > 0) expect(at - (sent[i - 1] ?? 0)).toBeLessThanOrEqual(350 * MS);
  });

  test('a look with items that cannot be read says which and why, the first one first, every time it is written', async () => {
    const { watch, inbox, ops, pass } = world();
    await watch.baseline(undefined);
    watch.start();
    await pass(100);
    const before = ops.length;
    inbox.tasks = Array.from({ length: 200 }, (_, i) => ({
      ...task(`g${i}`, 1, '2026-03-03T12:00:00.100Z'),
      garbage: true,
    }));
    await pass(1500);
    await watch.stop();
    const written = ops.slice(before + 1);
    expect(written.length).toBeGreaterThan(2);
    for (const { act, outcome, answer, output } of written) {
      expect(act.op).toBe('inbox.look');
      expect(outcome).toBe('unknown');
      expect(answer.text).toMatch(/^Task\/g0: Task\.status: x; Task\/g1: /);
      expect(answer.text?.length).toBe(2000);
      expect(output?.look?.complete).toBe(false);
    }
  });

  test('a pass that is asked for begins after the asking, is complete and is written', async () => {
    const { watch, inbox, ops, pass } = world();
    await watch.baseline(undefined);
    watch.start();
    await pass(100);
    inbox.complete = false;
    const made = watch.passBegunAfterNow(5000);
    const written = ops.length;
    await pass(300);
    inbox.complete = true;
    await pass(300);
    expect(await made).toBe(true);
    expect(ops.slice(written).some((op) => op.output?.look?.complete === true)).toBe(true);
    await watch.stop();
  });

  test('and is given up when none can be made', async () => {
    const { watch, inbox, pass } = world();
    await watch.baseline(undefined);
    watch.start();
    inbox.complete = false;
    const made = watch.passBegunAfterNow(300);
    await pass(600);
    expect(await made).toBe(false);
    await watch.stop();
  });
});
