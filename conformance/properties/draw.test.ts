import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../runner/scenario.ts';
import { VERBS } from '../runner/document/scenario-act.ts';
import { asYaml } from './as-yaml.ts';
import { type Drawn, drawSequences } from './draw.ts';
import { withActs } from './fewer-acts.ts';

const drawn = drawSequences(7, 60);

describe('sequences', () => {
  test('are those of their seed, however many are drawn', () => {
    expect(drawSequences(7, 5)).toEqual(drawn.slice(0, 5));
    expect(drawSequences(8, 5)).not.toEqual(drawn.slice(0, 5));
  });

  test('together they do everything that a sequence can do, over both wires', () => {
    const verbs = new Set(
      drawn.flatMap((d) => d.scenario.acts.flatMap((act) => VERBS.filter((v) => act[v] !== undefined))),
    );
    for (const verb of [
      'order',
      'change',
      'grant',
      'withdraw',
      'reading',
      'replay',
      'correct',
      'erase',
      'seen',
      'done',
      'message',
      'together',
    ] as const)
      expect(verbs, verb).toContain(verb);
    expect(new Set(drawn.flatMap((d) => d.scenario.bindings))).toEqual(new Set(['fhir', 'hl7v2']));
  });

  test('together they have what no check may have thought of beside the rest', () => {
    const acts = drawn.flatMap((d) => d.scenario.acts);
    const late = new Set(acts.map((act) => act.reading?.effective));
    for (const edge of ['-59min', '-60min', '-61min']) expect(late, edge).toContain(edge);
    expect(acts.some((act) => act.reading?.device === 'none')).toBe(true);
    expect(new Set(acts.flatMap((act) => act.together?.as ?? []))).toEqual(new Set(['transaction', 'batch']));
    const starts = new Set(drawn.map((d) => d.scenario.start));
    expect([...starts].toSorted()).toEqual(['2035-01-08', '2035-03-10', '2035-11-03']);
  });

  test('an order with a rule on missing data is held, one with a change in days is weighed, a limit is left out', () => {
    const has = (fits: (acts: Drawn['scenario']['acts']) => boolean) => drawn.some((d) => fits(d.scenario.acts));
    const rule = (act: Drawn['scenario']['acts'][number]) => (act.order ?? act.change)?.rules?.[0]?.kind;
    const after = (kind: string, then: (act: Drawn['scenario']['acts'][number]) => boolean) =>
      has((acts) => acts.slice(acts.findIndex((act) => rule(act) === kind) + 1 || acts.length).some(then));
    expect(after('missing', (act) => act.change?.status === 'on-hold' && act.change.order === 'glucose')).toBe(true);
    expect(after('change', (act) => act.reading?.value.endsWith('kg') === true)).toBe(true);
    const criticals = (act: Drawn['scenario']['acts'][number]) => (act.order ?? act.change)?.limits?.critical;
    expect(has((acts) => acts.some((act) => act.change?.limits !== undefined && criticals(act) === undefined))).toBe(
      true,
    );
  });

  test('come back from YAML as they were', () => {
    for (const { scenario } of drawn.slice(0, 20)) {
      const { about: _about, ...back } = parseScenario(asYaml(scenario, 'as drawn'), 'drawn.yaml');
      expect(back).toEqual({ ...scenario, name: scenario.name.replaceAll(':', '-') });
    }
  });

  test('the YAML says where it is from', () => {
    const first = drawn[0];
    expect(first).toBeDefined();
    if (first !== undefined)
      expect(parse(asYaml(first.scenario, 'seed 7, path 0'))).toMatchObject({ about: 'seed 7, path 0' });
  });
});

describe('fewer acts', () => {
  /** Where a correction is of a reading that was sent by itself, or together with others. */
  const corrected = ({ acts }: Drawn['scenario'], by: 'reading' | 'together'): number =>
    acts.findIndex(({ correct }) =>
      acts.some((a) =>
        by === 'reading'
          ? correct !== undefined && a.reading?.name === correct.reading
          : correct !== undefined && a.together?.readings.some((r) => r.name === correct.reading) === true,
      ),
    );
  const withOne = (by: 'reading' | 'together') => drawn.map((d) => d.scenario).find((s) => corrected(s, by) >= 0);
  const scenario = withOne('reading');

  test('an act keeps its time and what it cannot be without', () => {
    if (scenario === undefined) throw new Error('no sequence with a correction');
    const i = corrected(scenario, 'reading');
    const small = withActs(scenario, new Set([i]), 'small');
    const about = scenario.acts[i]?.correct?.reading;
    expect(small?.acts.map((a) => a.reading?.name ?? a.correct?.reading)).toEqual([about, about]);
    expect(small?.acts[0]?.at).toMatch(/^d\d+ \d\d:\d\d$/);
    // All of it again is as it was, but for how the first moment is written.
    const all = withActs(scenario, new Set(scenario.acts.keys()), scenario.name);
    expect(all?.acts.map(({ at: _at, ...act }) => act)).toEqual(scenario.acts.map(({ at: _at, ...act }) => act));
  });

  test('what was sent together with others is kept with them', () => {
    const one = withOne('together');
    if (one === undefined) throw new Error('no sequence with a correction of one of several');
    const small = withActs(one, new Set([corrected(one, 'together')]), 'small');
    expect(small?.acts.map((a) => a.together !== undefined)).toEqual([true, false]);
  });

  test('nothing left is nothing', () => {
    if (scenario === undefined) throw new Error('no sequence with a correction');
    expect(withActs(scenario, new Set(), 'none')).toBeUndefined();
  });
});

describe('sequences for a system that can be stopped', () => {
  const restarting = drawSequences(7, 60, true);
  const restartsOf = ({ scenario }: Drawn) => scenario.acts.filter((act) => act.restart !== undefined);
  test('are the same however many, too, and others are drawn where it cannot', () => {
    expect(drawSequences(7, 5, true)).toEqual(restarting.slice(0, 5));
    expect(drawn.flatMap(restartsOf)).toEqual([]);
  });
  test('stop it once at the most, and most of them do, by a kill as well as in good order', () => {
    expect(Math.max(...restarting.map((d) => restartsOf(d).length))).toBe(1);
    const hows = restarting.flatMap(restartsOf).map((act) => act.restart?.how);
    expect(hows.length).toBeGreaterThan(30);
    expect(new Set(hows)).toEqual(new Set(['kill', 'stop']));
  });
  test('what was on its way is sent again right afterwards', () => {
    for (const { scenario } of restarting)
      for (const [i, act] of scenario.acts.entries()) {
        const names = act.restart?.during?.map((r) => r.name) ?? [];
        const next = scenario.acts.slice(i + 1, i + 1 + names.length);
        expect(next.map((after) => after.replay?.reading)).toEqual(names);
      }
  });
  test('made smaller, a replay keeps the restart that its reading was sent in', () => {
    const found = restarting.find((d) => restartsOf(d).length === 1);
    if (found === undefined) throw new Error('none is restarted');
    const { scenario } = found;
    const at = scenario.acts.findIndex((act) => act.restart !== undefined);
    const small = withActs(scenario, new Set([at + 1]), 'property:small');
    expect(small?.acts.map((act) => Object.keys(act).filter((key) => key !== 'at')[0])).toEqual(['restart', 'replay']);
  });
});
