import { describe, expect, test } from 'vitest';
import { OKAFOR, type OpOptions, orderId, patientId, reference } from '../history-builder.test-helper.ts';
import { HOUR_MS, Played } from './played.test-helper.ts';

const NO = {
  offered: 'refuse not-offered (not-found, illegal-transition, patient-not-authorised)',
  picked: 'refuse not-picked (illegal-transition, not-found)',
  grant: 'refuse tracker-not-picked (tracker-not-picked)',
} as const;

/** A portal; the patient's phone can serve unless told. */
const portal = (phone = true): Played => {
  const p = new Played({ portal: true });
  if (phone) register(p, '17.1');
  return p;
};
const register = (p: Played, version: string, value = 'phone'): void => {
  const identifier = { system: 'urn:example:phone', value };
  p.do({
    op: 'device.register',
    device: { identifier, patient: patientId(), kind: 'phone', platform: { os: 'ios', version } } as never,
  });
};
const tracker = (
  p: Played,
  state: 'picked' | 'disconnected',
  name = 'o1',
  options: OpOptions & { within?: number } = {},
): string => {
  p.do({ op: 'tracker.set', patient: patientId(), order: orderId(name), state }, options);
  return p.said;
};
const refused: OpOptions = { outcome: 'refused' };
const granted = (p: Played): boolean | undefined => p.course.state.permission.get('')?.granted;
const grant = (p: Played, options: OpOptions = refused): string => {
  p.permission('granted', options);
  return p.said;
};

describe('a tracker', () => {
  test('is picked where it is offered, once; disconnected once; and picked again', () => {
    const p = portal();
    p.order();
    expect([
      tracker(p, 'disconnected', 'o1', refused),
      tracker(p, 'picked'),
      tracker(p, 'picked'),
      tracker(p, 'disconnected'),
      tracker(p, 'disconnected'),
      tracker(p, 'picked'),
    ]).toEqual([NO.picked, 'accept', 'accept replay', 'accept', 'accept replay', 'accept']);
  });

  test('is not offered without an order, or without a phone that can serve', () => {
    const p = portal(false);
    expect(tracker(p, 'picked', 'o1', refused)).toBe(NO.offered);
    p.order();
    expect(tracker(p, 'picked', 'o1', refused)).toBe(NO.offered);
    register(p, '7.1.2');
    expect(tracker(p, 'picked', 'o1', refused)).toBe(NO.offered);
    register(p, '8.0', 'second');
    expect([tracker(p, 'picked', 'o1', refused), tracker(p, 'picked', 'o2', refused)]).toEqual(['accept', NO.offered]);
  });

  test('is offered while its order is active, by the clock', () => {
    const p = portal();
    p.order({ start: p.wall(HOUR_MS), end: p.wall(3 * HOUR_MS) });
    const said = (): string => tracker(p, 'picked', 'o1', refused);
    expect(said()).toBe(NO.offered);
    p.wait(HOUR_MS - 1);
    expect(said()).toBe(NO.offered);
    p.wait(1);
    expect(said()).toBe('accept');
    p.change({ start: p.wall(), end: p.wall(2 * HOUR_MS), status: 'on-hold', from: p.wall(HOUR_MS) });
    p.wait(HOUR_MS - 1);
    expect(said()).toBe('accept');
    p.wait(1);
    expect(said()).toBe(NO.offered);
    p.change({ start: p.wall(-HOUR_MS), end: p.wall(HOUR_MS) });
    expect(said()).toBe('accept');
    p.wait(HOUR_MS - 1);
    expect(said()).toBe('accept');
    p.wait(1);
    expect(said()).toBe(NO.offered);
    p.change({ start: p.wall(-2 * HOUR_MS), end: p.wall(HOUR_MS) });
    expect(said()).toBe('accept');
    p.change({ start: p.wall(-2 * HOUR_MS), end: p.wall(HOUR_MS), status: 'revoked' });
    expect(said()).toBe(NO.offered);
  });

  test('a draft offers none', () => {
    const p = portal();
    p.order({ status: 'draft' });
    expect(tracker(p, 'picked', 'o1', refused)).toBe(NO.offered);
  });

  test('what is open of the moment is asked once', () => {
    for (const [answer, said] of [
      [0, 'accept'],
      [1, NO.offered],
    ] as const) {
      const p = portal();
      p.order({ start: p.wall(HOUR_MS), end: p.wall(9 * HOUR_MS) });
      p.wait(HOUR_MS - 10);
      p.script = [answer];
      expect([tracker(p, 'picked', 'o1', { ...refused, within: 20 }), p.asked]).toEqual([
        said,
        [{ of: 2, taken: answer }],
      ]);
    }
  });

  test('of several turns that may have come each is asked, in their order, up to the first that has not', () => {
    for (const [script, said, asked] of [
      [[0, 0], NO.offered, 2],
      [[0, 1], 'accept', 2],
      [[1], NO.offered, 1],
    ] as const) {
      const p = portal();
      const start = p.wall(HOUR_MS);
      p.order({ start, end: p.wall(9 * HOUR_MS) });
      p.change({ start, end: p.wall(9 * HOUR_MS), status: 'on-hold', from: p.wall(HOUR_MS + 10) });
      p.wait(HOUR_MS - 10);
      p.script = script;
      expect([tracker(p, 'picked', 'o1', { ...refused, within: 30 }), p.asked.length]).toEqual([said, asked]);
    }
  });

  test('a turn at the very end of the moment may have come', () => {
    const p = portal();
    p.order({ start: p.wall(HOUR_MS), end: p.wall(9 * HOUR_MS) });
    p.wait(HOUR_MS - 10);
    expect([tracker(p, 'picked', 'o1', { ...refused, within: 10 }), p.asked.length]).toEqual(['accept', 1]);
  });

  test('an acceptance that overlaps with it came before it, where both can have been over', () => {
    for (const [within, asked] of [
      [600, 0],
      [500, 0],
      [100, 1],
    ] as const) {
      const p = portal();
      p.order({ status: 'draft' });
      p.wait(1000);
      p.change({}, { within: 1000 });
      expect([tracker(p, 'picked', 'o1', { ...refused, ago: 500, within }), p.asked.length]).toEqual(['accept', asked]);
    }
  });

  test('an acceptance that may still be under way has been taken', () => {
    const p = portal();
    p.order({ status: 'draft' });
    p.change({}, { within: 1000 });
    expect([tracker(p, 'picked', 'o1', refused), p.asked]).toEqual(['accept', []]);
    p.change({ status: 'on-hold' }, { within: 1000 });
    expect([tracker(p, 'picked', 'o1', refused), p.asked]).toEqual([NO.offered, []]);
  });

  test('refused, or to be refused and unanswered, it changes nothing; taken against the rules, it does', () => {
    for (const [outcome, state] of [
      ['refused', undefined],
      ['unknown', undefined],
      ['ok', 'picked'],
    ] as const) {
      const p = portal(false);
      p.order();
      tracker(p, 'picked', 'o1', { outcome });
      expect([...p.course.state.trackers.values()][0]).toBe(state);
    }
    const q = portal();
    q.order();
    tracker(q, 'picked', 'o1', { outcome: 'unknown' });
    expect([...q.course.state.trackers.values()]).toEqual(['picked']);
  });
});

describe('a grant', () => {
  test('needs no tracker where there is no portal; with one it needs one that is picked', () => {
    const p = new Played();
    expect(grant(p)).toBe('accept');
    const q = portal();
    q.order();
    expect(grant(q)).toBe(NO.grant);
    tracker(q, 'picked');
    expect(grant(q)).toBe('accept');
    tracker(q, 'disconnected');
    expect(grant(q)).toBe(NO.grant);
  });

  test('of a tracker whose order is over is none', () => {
    for (const status of ['completed', 'entered-in-error', 'on-hold'] as const) {
      const p = portal();
      p.order();
      tracker(p, 'picked');
      p.change({ status, responsible: OKAFOR, limits: [reference('70')] });
      expect(grant(p)).toBe(status === 'on-hold' ? 'accept' : NO.grant);
    }
    const p = portal();
    p.order({ end: p.wall(HOUR_MS) });
    tracker(p, 'picked');
    p.wait(HOUR_MS - 1);
    expect(grant(p)).toBe('accept');
    p.wait(1);
    expect(grant(p)).toBe(NO.grant);
  });

  test('a tracker of no order is none', () => {
    const p = portal();
    tracker(p, 'picked', 'nobody');
    expect([p.said, grant(p)]).toEqual([NO.offered, NO.grant]);
  });

  test('by any tracker that is picked', () => {
    const p = portal();
    p.order();
    p.order({ name: 'o2' });
    tracker(p, 'picked');
    p.change({ status: 'revoked' });
    expect(grant(p)).toBe(NO.grant);
    tracker(p, 'picked', 'o2');
    expect(grant(p)).toBe('accept');
  });

  test('that had to be refused counts where it was answered with success alone; a withdrawal is always taken', () => {
    for (const [outcome, is] of [
      ['refused', undefined],
      ['unknown', undefined],
      ['ok', true],
    ] as const) {
      const p = portal();
      expect([grant(p, { outcome }), granted(p)]).toEqual([NO.grant, is]);
    }
    const p = portal();
    p.permission('withdrawn', { outcome: 'unknown' });
    expect([p.said, granted(p)]).toEqual(['accept', false]);
    const q = new Played();
    q.permission('granted', refused);
    expect(granted(q)).toBeUndefined();
    q.permission('granted', { outcome: 'unknown' });
    expect(granted(q)).toBe(true);
  });

  test('is withdrawn with the last picked tracker, not before; and only what was granted is', () => {
    const p = portal();
    p.order();
    p.order({ name: 'o2' });
    for (const name of ['o1', 'o2']) tracker(p, 'picked', name);
    tracker(p, 'disconnected');
    expect(granted(p)).toBeUndefined();
    tracker(p, 'picked');
    grant(p, {});
    p.wait(1000);
    tracker(p, 'disconnected');
    expect(granted(p)).toBe(true);
    tracker(p, 'disconnected', 'o2');
    expect([granted(p), p.course.state.permission.get('')?.at, p.course.state.permission.get('')?.by.act.op]).toEqual([
      false,
      p.wall(),
      'tracker.set',
    ]);
    const by = p.course.state.permission.get('')?.by;
    tracker(p, 'picked');
    tracker(p, 'disconnected');
    expect(p.course.state.permission.get('')?.by).toBe(by);
    p.reading({ name: 'r', value: '120' }, refused);
    expect(p.said).toBe('refuse withdrawn (no-permission)');
  });

  test('does not go with a pick, nor with the end of its order', () => {
    const p = portal();
    p.order();
    tracker(p, 'picked');
    grant(p, {});
    p.change({ status: 'revoked' });
    expect(granted(p)).toBe(true);
    p.order({ name: 'o2' });
    tracker(p, 'picked', 'o2');
    expect(granted(p)).toBe(true);
    // The tracker of the first is over: it needs permission no more.
    tracker(p, 'disconnected', 'o2');
    expect(granted(p)).toBe(false);
  });

  test('a pick where no tracker is alive takes nothing away', () => {
    const p = portal(false);
    p.order({ status: 'draft' });
    grant(p, {});
    tracker(p, 'picked');
    p.change({ status: 'entered-in-error' });
    p.order({ name: 'o2' });
    p.change({ name: 'o2', status: 'revoked' });
    tracker(p, 'picked', 'o2');
    expect(granted(p)).toBe(true);
  });
});

describe('a grant that comes after a withdrawal', () => {
  const after = (withdrawn: (p: Played) => string, decided: (p: Played) => string): boolean | undefined => {
    const p = new Played();
    p.permission('granted');
    p.wait(HOUR_MS);
    p.permission('withdrawn', {}, withdrawn(p));
    p.wait(HOUR_MS);
    p.permission('granted', {}, decided(p));
    return granted(p);
  };
  const ago = (ms: number) => (p: Played) => p.wall(-ms);
  test.each<[string, boolean, (p: Played) => string, (p: Played) => string]>([
    ['and was decided after it counts', true, ago(0), ago(0)],
    ['and was decided at the same instant counts', true, ago(0), ago(HOUR_MS)],
    ['and was decided before it does not', false, ago(0), ago(HOUR_MS + 1)],
    ['counts where that claims to be of a time to come', true, (p) => p.wall(2 * HOUR_MS), ago(0)],
    ['does not, where that time has come', false, (p) => p.wall(HOUR_MS), ago(1)],
  ])('%s', (_name, expected, withdrawn, decided) => {
    expect(after(withdrawn, decided)).toBe(expected);
  });
  test('a withdrawal holds as it comes', () => {
    const p = new Played();
    p.permission('granted');
    p.permission('withdrawn', {}, p.wall(-HOUR_MS));
    expect(granted(p)).toBe(false);
  });
  test('and was decided before a tracker was disconnected counts no more once it is picked again', () => {
    const p = portal();
    p.order();
    tracker(p, 'picked');
    grant(p, {});
    p.wait(HOUR_MS);
    tracker(p, 'disconnected');
    p.wait(HOUR_MS);
    tracker(p, 'picked');
    p.permission('granted', {}, p.wall(-HOUR_MS - 1));
    expect(granted(p)).toBe(false);
    p.permission('granted', {}, p.wall(-HOUR_MS));
    expect(granted(p)).toBe(true);
  });
});
