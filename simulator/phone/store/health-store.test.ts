import { describe, expect, test } from 'vitest';
import type { SampleDraft } from './health-sample.ts';
import { HealthStore, type Changes, type HealthStoreOptions } from './health-store.ts';

const TYPE = 'blood-glucose';
const METER = 'com.example.meter';
const READER = 'com.example.reader';

function phone(options: Partial<HealthStoreOptions> = {}): HealthStore<string> {
  const store = new HealthStore<string>({ name: 'phone-1', ...options });
  store.permissions.decide(METER, TYPE, { share: true });
  store.permissions.decide(READER, TYPE, { read: true });
  return store;
}
const draft = (content: string, sync?: readonly [string, number]): SampleDraft<string> => ({
  type: TYPE,
  startMs: 1,
  content,
  ...(sync === undefined ? {} : { sync: { identifier: sync[0], version: sync[1] } }),
});
const contents = (changes: Changes<string>): string[] =>
  changes.kind === 'changes' ? changes.added.map(({ content }) => content) : [changes.kind];
const anchorOf = (changes: Changes<string>): string => (changes.kind === 'changes' ? changes.anchor : changes.kind);

describe('permission', () => {
  test('leave to write is known, leave to read is not', () => {
    const store = phone();
    expect(store.permissions.shareStatus(METER, TYPE)).toBe('authorized');
    expect(store.permissions.shareStatus(READER, TYPE)).toBe('not-determined');
    store.permissions.decide(READER, TYPE, { share: false });
    expect(store.permissions.shareStatus(READER, TYPE)).toBe('denied');
    expect(store.save(READER, draft('x'))).toEqual({ kind: 'not-authorized', status: 'denied' });
    expect(store.permissions.shareStatus(METER, 'body-mass')).toBe('not-determined');
  });

  test('a refused read is in every byte what a store without data answers', () => {
    const [full, empty] = [phone(), phone()];
    for (const store of [full, empty]) store.permissions.decide(READER, TYPE, { read: false });
    for (let i = 0; i < 10; i++) full.save(METER, draft(`s${i}`));
    full.deleteByPerson(3);
    const asked = [full, empty].map((store) => {
      const first = store.changesSince(READER, TYPE);
      return [first, store.changesSince(READER, TYPE, anchorOf(first))];
    });
    expect(asked[0]).toEqual(asked[1]);
    expect(asked[0]?.[0]).toMatchObject({ kind: 'changes', added: [], deleted: [] });
  });

  test('an app sees what it saved itself, whatever it may read', () => {
    const store = phone();
    store.permissions.decide('com.example.other', TYPE, { share: true, read: false });
    store.save(METER, draft('of the meter'));
    store.save('com.example.other', draft('own'));
    expect(contents(store.changesSince('com.example.other', TYPE))).toEqual(['own']);
  });

  test('what came while it was refused is found when it is granted again', () => {
    const store = phone();
    store.permissions.decide(READER, TYPE, { read: false });
    store.save(METER, draft('meanwhile'));
    const anchor = anchorOf(store.changesSince(READER, TYPE));
    store.permissions.decide(READER, TYPE, { read: true });
    expect(contents(store.changesSince(READER, TYPE, anchor))).toEqual(['meanwhile']);
  });
});

describe('sync identifier and version', () => {
  test.each([
    [1, 2, 'replaced', 'new'],
    [1, 1, 'ignored', 'old'],
    [2, 1, 'ignored', 'old'],
    [0, 1, 'replaced', 'new'],
  ] as const)('version %d, then %d: %s', (before, after, kind, left) => {
    const store = phone();
    store.save(METER, draft('old', ['a', before]));
    expect(store.save(METER, draft('new', ['a', after])).kind).toBe(kind);
    expect(contents(store.changesSince(READER, TYPE))).toEqual([left]);
  });

  test('HealthKit tells a replacement as a deletion and an addition, Health Connect as a change of one record', () => {
    for (const [manner, deleted, id] of [
      ['healthkit', [1], 2],
      ['health-connect', [], 1],
    ] as const) {
      const store = phone({ manner });
      store.save(METER, draft('old', ['a', 1]));
      const anchor = anchorOf(store.changesSince(READER, TYPE));
      store.save(METER, draft('new', ['a', 2]));
      const changes = store.changesSince(READER, TYPE, anchor);
      if (changes.kind !== 'changes') throw new Error(changes.kind);
      expect(changes.deleted.map((t) => t.id)).toEqual(deleted);
      expect(changes.added.map((s) => s.id)).toEqual([id]);
    }
  });

  test('is each app’s own', () => {
    const store = phone();
    store.permissions.decide('com.example.other', TYPE, { share: true });
    store.save(METER, draft('one', ['a', 5]));
    expect(store.save('com.example.other', draft('two', ['a', 1])).kind).toBe('saved');
    expect(store.size).toBe(2);
  });

  test('what was deleted may come anew; its tombstone tells which it was', () => {
    const store = phone();
    store.save(METER, draft('x', ['a', 7]));
    expect(store.delete(METER, 1)).toBe('deleted');
    const changes = store.changesSince(READER, TYPE);
    expect(changes).toMatchObject({ deleted: [{ id: 1, sync: { identifier: 'a', version: 7 } }], added: [] });
    expect(store.save(METER, draft('x', ['a', 1])).kind).toBe('saved');
  });
});

describe('anchors', () => {
  test('tell what is new, once', () => {
    const store = phone();
    store.save(METER, draft('a'));
    const anchor = anchorOf(store.changesSince(READER, TYPE));
    expect(contents(store.changesSince(READER, TYPE, anchor))).toEqual([]);
    store.save(METER, draft('b'));
    expect(contents(store.changesSince(READER, TYPE, anchor))).toEqual(['b']);
  });

  test('survive a restart', () => {
    const store = phone();
    store.save(METER, draft('a'));
    const anchor = anchorOf(store.changesSince(READER, TYPE));
    store.save(METER, draft('b', ['s', 1]));
    const again = phone();
    again.restore(structuredClone(store.snapshot()));
    expect(contents(again.changesSince(READER, TYPE, anchor))).toEqual(['b']);
    expect(again.save(METER, draft('c', ['s', 2])).kind).toBe('replaced');
    expect(() => again.restore(store.snapshot())).toThrow(RangeError);
  });

  test.each(['A1.phone-2.0', 'A1.phone-1.9', 'A1.phone-1.-1', 'A1.phone-1.x', '', '3'])('"%s" is refused', (anchor) => {
    const store = phone();
    store.save(METER, draft('a'));
    expect(store.changesSince(READER, TYPE, anchor)).toEqual({ kind: 'invalid-anchor' });
  });

  test('a limit gives the oldest changes first, deletions among them, and goes on from there', () => {
    const store = phone();
    for (const name of ['a', 'b', 'c']) store.save(METER, draft(name));
    store.deleteByPerson(2);
    store.save(METER, draft('d'));
    const told: string[] = [];
    let anchor: string | undefined;
    for (let i = 0; i < 5; i++) {
      const changes = store.changesSince(READER, TYPE, anchor, 1);
      if (changes.kind !== 'changes') throw new Error(changes.kind);
      told.push(...changes.added.map((s) => s.content), ...changes.deleted.map((t) => `-${t.id}`));
      anchor = changes.anchor;
    }
    expect(told).toEqual(['a', 'c', '-2', 'd']);
  });
});

test('a locked phone can be written to; nothing can be read or deleted until it is unlocked', () => {
  const store = phone();
  store.lock();
  expect(store.save(METER, draft('meanwhile')).kind).toBe('saved');
  expect(store.changesSince(READER, TYPE)).toEqual({ kind: 'protected-data-unavailable' });
  expect(store.deleteByPerson(1)).toBe('protected-data-unavailable');
  store.unlock();
  expect(contents(store.changesSince(READER, TYPE))).toEqual(['meanwhile']);
});

describe('bounds', () => {
  test('the oldest samples are forgotten, whatever their type, and their identifiers with them', () => {
    const store = phone({ maxSamples: 3 });
    store.permissions.decide(METER, 'body-mass', { share: true });
    store.save(METER, draft('first', ['a', 1]));
    store.save(METER, { ...draft('mass'), type: 'body-mass' });
    for (const name of ['b', 'c']) store.save(METER, draft(name));
    expect(store.size).toBe(3);
    expect(contents(store.changesSince(READER, TYPE))).toEqual(['b', 'c']);
    expect(store.save(METER, draft('anew', ['a', 1])).kind).toBe('saved');
    expect(store.size).toBe(3);
  });

  test('so are the oldest deletions', () => {
    const store = phone({ maxTombstones: 2 });
    for (let id = 1; id <= 4; id++) {
      store.save(METER, draft(`${id}`));
      store.deleteByPerson(id);
    }
    expect(store.changesSince(READER, TYPE)).toMatchObject({ deleted: [{ id: 3 }, { id: 4 }] });
  });

  test('ten thousand replacements and deletions leave as little as there is', () => {
    const store = phone({ maxSamples: 100, maxTombstones: 10 });
    for (let version = 0; version < 10_000; version++) store.save(METER, draft('x', ['a', version]));
    expect(store.size).toBe(1);
    const changes = store.changesSince(READER, TYPE);
    expect(changes).toMatchObject({ kind: 'changes' });
    expect(store.snapshot().tombstones).toHaveLength(10);
  });

  test.each([{ name: '' }, { name: 'a b' }, { maxSamples: 0 }, { maxTombstones: 1.5 }])('%o is refused', (options) => {
    expect(() => phone(options)).toThrow(RangeError);
  });

  test.each<[string, string, Partial<SampleDraft<string>>]>([
    ['no app', '', {}],
    ['an app with a blank', 'a b', {}],
    ['no time', METER, { startMs: Number.NaN }],
    ['an empty sync identifier', METER, { sync: { identifier: '', version: 1 } }],
    ['a long sync identifier', METER, { sync: { identifier: 'x'.repeat(513), version: 1 } }],
    ['a negative version', METER, { sync: { identifier: 'x', version: -1 } }],
    ['half a version', METER, { sync: { identifier: 'x', version: 1.5 } }],
  ])('a draft with %s is refused', (_what, app, more) => {
    expect(() => phone().save(app, { ...draft('x'), ...more })).toThrow(RangeError);
  });
});
