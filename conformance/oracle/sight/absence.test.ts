import { describe, expect, test } from 'vitest';
import { HistoryBuilder, MS, patientId, RIVERA } from '../history-builder.test-helper.ts';
import { isOp, type OpOf } from '../record/patient-record.ts';
import { Absence } from './absence.ts';
import { keyOf } from '../../../contract/domain/index.ts';

const P1 = keyOf(patientId());
const looks = (write: (b: HistoryBuilder) => void): OpOf<'inbox.look'>[] => {
  const b = new HistoryBuilder();
  write(b);
  return b.lines.flatMap((l) => (l.kind === 'op' && isOp(l, 'inbox.look') ? [l] : []));
};
const at5s = (more: Parameters<HistoryBuilder['look']>[0] = {}) => looks((b) => b.wait(5000).look(more));
const SENTINEL = [{ surface: 'inbox', sent: 2000 * MS, by: 4000 * MS }];

describe('that an item is missing', () => {
  test.each([
    ['a complete look after the deadline', {}, 4000, true],
    ['one that began before it', {}, 5000, false],
    ['an incomplete one', { complete: false }, 4000, false],
    ["one of somebody's own", { person: RIVERA }, 4000, false],
    ['one of this patient', { patient: 'p1' }, 4000, true],
    ['one of another patient', { patient: 'p2' }, 4000, false],
  ] as const)('%s', (_name, look, deadline, expected) => {
    expect(new Absence(at5s(look), [], true).provesMissing(P1, deadline * MS)).toBe(expected);
  });
  test('needs no end of the run', () => {
    expect(new Absence(at5s(), [], false).provesMissing(P1, 4000 * MS)).toBe(true);
  });
});

describe('the last complete look that would have shown an item of a patient', () => {
  const last = (write: (b: HistoryBuilder) => void): number => new Absence(looks(write), [], true).lastLook(P1);
  test.each<[string, (b: HistoryBuilder) => void, number]>([
    ['none', () => undefined, -1],
    ['none, of another patient', (b) => b.wait(1000).look({ patient: 'p2' }), -1],
    ['of all after one of the patient', (b) => (b.wait(1000).look({ patient: 'p1' }), b.wait(1000).look()), 2005 * MS],
    ['of the patient after one of all', (b) => (b.wait(1000).look(), b.wait(1000).look({ patient: 'p1' })), 2005 * MS],
    ['before one that did not come to its end', (b) => (b.look(), b.wait(1000).look({ complete: false })), 0],
  ])('%s', (_name, write, expected) => expect(last(write)).toBe(expected));
  test('whatever the order in which they are told', () => {
    for (const patient of [{}, { patient: 'p1' }]) {
      const list = looks((b) => (b.look(patient), b.wait(1000).look(patient), b.wait(1000).look(patient)));
      expect(new Absence(list.toReversed(), [], true).lastLook(P1)).toBe(2010 * MS);
    }
  });
  test('one without an answer of success shows nothing', () => {
    const [look] = at5s();
    if (look === undefined) throw new Error('no look');
    expect(new Absence([{ ...look, outcome: 'unknown' }], [], true).lastLook(P1)).toBe(-1);
    const { output: _output, ...bare } = look;
    expect(new Absence([bare], [], true).lastLook(P1)).toBe(-1);
    expect(new Absence([{ ...look, output: {} }], [], true).lastLook(P1)).toBe(-1);
  });
});

const proves = (settled: number, quiet: number, sentinels = SENTINEL, ended = true, list = at5s()): boolean =>
  new Absence(list, sentinels, ended).provesAbsence(P1, settled * MS, quiet * MS);

describe('that no item comes', () => {
  test('quiet time, a sentinel and a look', () => expect(proves(1000, 2000)).toBe(true));
  test('a look that begins as the quiet time ends, or as the sentinel comes into sight, does', () => {
    expect(proves(1000, 4000)).toBe(true);
    expect(proves(1000, 2000, [{ surface: 'inbox', sent: 2000 * MS, by: 5000 * MS }])).toBe(true);
  });
  test('a sentinel caused at the instant of the answer does', () => expect(proves(2000, 2000)).toBe(true));
  test('of several sentinels one is enough', () => {
    const others = [
      { surface: 'inbox', sent: 500 * MS, by: 600 * MS },
      { surface: 'inbox', sent: 2000 * MS, by: 6000 * MS },
    ];
    expect(proves(1000, 2000, [...others, ...SENTINEL])).toBe(true);
    expect(proves(1000, 2000, others)).toBe(false);
  });
  test('not without quiet time', () => expect(proves(1000, 4001)).toBe(false));
  test('not without a sentinel', () => expect(proves(1000, 2000, [])).toBe(false));
  test('not with a sentinel caused before', () => expect(proves(2001, 2000)).toBe(false));
  test('not with a sentinel seen only after the look', () =>
    expect(proves(1000, 2000, [{ surface: 'inbox', sent: 2000 * MS, by: 6000 * MS }])).toBe(false));
  test('not in a history that was cut off', () => expect(proves(1000, 2000, SENTINEL, false)).toBe(false));
  test('not without any look', () => expect(proves(1000, 2000, SENTINEL, true, [])).toBe(false));
});

describe('of several instances, each by itself', () => {
  const both = (second: Partial<OpOf<'inbox.look'>>): OpOf<'inbox.look'>[] => {
    const [look] = at5s();
    if (look === undefined) throw new Error('no look');
    return [look, { ...look, act: { ...look.act, surface: 'inbox:node-2' }, ...second }];
  };
  const onBoth = [...SENTINEL, { surface: 'inbox:node-2', sent: 2000 * MS, by: 4000 * MS }];
  test('a sentinel and a look on every one', () => expect(proves(1000, 2000, onBoth, true, both({}))).toBe(true));
  test('a sentinel on one is none on the other', () =>
    expect(proves(1000, 2000, SENTINEL, true, both({}))).toBe(false));
  test('an early look at one does not do', () =>
    expect(proves(1000, 2000, onBoth, true, both({ sent: 2500 * MS }))).toBe(false));
  test('the sweep is not asked for a sentinel of its own', () => {
    const [look] = at5s();
    if (look === undefined) throw new Error('no look');
    const sweep = { ...look, act: { ...look.act, surface: 'sweep', patient: patientId() } };
    expect(proves(1000, 2000, SENTINEL, true, [look, sweep])).toBe(true);
    expect(proves(1000, 2000, SENTINEL, true, [sweep])).toBe(false);
  });
});

describe('what is missing is said', () => {
  const wants = (...args: Parameters<typeof proves>): readonly string[] => {
    const [settled, quiet, sentinels = SENTINEL, ended = true, list = at5s()] = args;
    return new Absence(list, sentinels, ended).wants(P1, settled * MS, quiet * MS);
  };
  test.each([
    ['nothing', wants(1000, 2000), []],
    ['nothing at the very edges', wants(2000, 3000, [{ surface: 'inbox', sent: 2000 * MS, by: 5000 * MS }]), []],
    [
      'nothing, of two sentinels one being in time',
      wants(1000, 2000, [...SENTINEL, { surface: 'inbox', sent: 2000 * MS, by: 6000 * MS }]),
      [],
    ],
    ['quiet time', wants(1000, 4001), ['on inbox: no complete look began after 5.001 s, when the quiet time was over']],
    ['a sentinel', wants(2001, 2000), ['on inbox: no sentinel that was caused after 2.001 s came into sight']],
    [
      'a sentinel of that surface',
      wants(1000, 2000, [{ surface: 'push', sent: 2000 * MS, by: 4000 * MS }]),
      ['on inbox: no sentinel that was caused after 1.000 s came into sight'],
    ],
    [
      'a look after the sentinel',
      wants(1000, 2000, [{ surface: 'inbox', sent: 2000 * MS, by: 6000 * MS }]),
      ['on inbox: no complete look began after the sentinel was in sight (6.000 s)'],
    ],
    [
      'the end of the run, and any look',
      wants(1000, 2000, SENTINEL, false, []),
      ['the history was cut off: the run did not come to its end', 'nobody looked at inbox'],
    ],
  ])('%s', (_name, said, expected) => expect(said).toEqual(expected));
});
