import { describe, expect, test } from 'vitest';
import { type Verb, VERBS } from '../runner/document/scenario-act.ts';
import type { ScenarioAct } from '../runner/document/scenario-act.ts';
import type { Service } from '../sut/ports.ts';
import { referenceProfile, type SutProfile } from '../sut/profile.ts';
import { drawSequences } from './draw.ts';
import { playableBy } from './playable.ts';

const drawn = drawSequences(7, 60);
const both = referenceProfile({ fhirBase: 'http://127.0.0.1:1/fhir', hl7: { host: '127.0.0.1', port: 2 } });
const served = (ports: Partial<Record<keyof SutProfile['ports'], readonly Service[]>>) =>
  drawn.map(playableBy({ ports: { ...both.ports, ...ports } }));
const verbsIn = (all: typeof drawn): ReadonlySet<Verb> =>
  new Set(all.flatMap(({ scenario }) => scenario.acts.flatMap((act) => VERBS.filter((v) => act[v] !== undefined))));

/** Minutes since midnight of day 1, of each act that this finds. */
const timesOf = (acts: readonly ScenarioAct[], isIt: (act: ScenarioAct) => boolean): readonly number[] => {
  let now = 0;
  return acts.flatMap((act) => {
    const [, day = '1', hour = '0', minute = '0'] = /^d(\d+) (\d\d):(\d\d)$/.exec(act.at ?? '') ?? [];
    const [, gap] = /^\+(\d+)min$/.exec(act.at ?? '') ?? [];
    now = gap === undefined ? (Number(day) - 1) * 1440 + Number(hour) * 60 + Number(minute) : now + Number(gap);
    return isIt(act) ? [now] : [];
  });
};

describe('a sequence is played by what a system has', () => {
  test('as it was drawn, where it has everything', () => expect(served({})).toEqual(drawn));
  test.each<[string, Parameters<typeof served>[0], readonly Verb[]]>([
    ['no messages', { messages: ['absent'] }, ['message', 'messages']],
    ['no acts on items', { 'inbox-acts': ['absent'] }, ['seen', 'done']],
    ['no readings to be had back', { 'readings-back': ['absent'] }, ['read']],
  ])('without what it lacks: %s', (_what, ports, gone) => {
    const [before, after] = [verbsIn(drawn), verbsIn(served(ports))];
    expect([...before].filter((verb) => !after.has(verb)).toSorted()).toEqual(gone.toSorted());
  });
  test('everything else is left at its time', () => {
    const isReading = (act: ScenarioAct): boolean => act.reading !== undefined;
    for (const [i, { scenario }] of served({ messages: ['absent'], 'inbox-acts': ['absent'] }).entries())
      expect(timesOf(scenario.acts, isReading)).toEqual(timesOf(drawn[i]?.scenario.acts ?? [], isReading));
  });
  test('over FHIR, or what stands for it, where neither orders nor readings go by HL7 v2', () => {
    const wires = (all: typeof drawn) => new Set(all.flatMap(({ scenario }) => scenario.bindings));
    expect(wires(served({ orders: ['fhir'], 'readings-in': ['fhir'] }))).toEqual(new Set(['fhir']));
    expect(wires(served({ orders: ['fhir'], 'readings-in': ['hl7v2'] }))).toEqual(new Set(['fhir', 'hl7v2']));
  });
});
