import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { parseScenario } from '../runner/scenario.ts';
import { VERBS } from '../runner/document/scenario-act.ts';
import { asYaml } from './as-yaml.ts';
import { drawSequences } from './draw.ts';
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
    ] as const)
      expect(verbs, verb).toContain(verb);
    expect(new Set(drawn.flatMap((d) => d.scenario.bindings))).toEqual(new Set(['fhir', 'hl7v2']));
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
  const [scenario] = drawn.map((d) => d.scenario).filter((s) => s.acts.some((a) => a.correct !== undefined));

  test('an act keeps its time and what it cannot be without', () => {
    if (scenario === undefined) throw new Error('no sequence with a correction');
    const i = scenario.acts.findIndex((a) => a.correct !== undefined);
    const small = withActs(scenario, new Set([i]), 'small');
    const about = scenario.acts[i]?.correct?.reading;
    expect(small?.acts.map((a) => a.reading?.name ?? a.correct?.reading)).toEqual([about, about]);
    expect(small?.acts[0]?.at).toMatch(/^d\d+ \d\d:\d\d$/);
    // All of it again is as it was, but for how the first moment is written.
    const all = withActs(scenario, new Set(scenario.acts.keys()), scenario.name);
    expect(all?.acts.map(({ at: _at, ...act }) => act)).toEqual(scenario.acts.map(({ at: _at, ...act }) => act));
  });

  test('nothing left is nothing', () => {
    if (scenario === undefined) throw new Error('no sequence with a correction');
    expect(withActs(scenario, new Set(), 'none')).toBeUndefined();
  });
});
