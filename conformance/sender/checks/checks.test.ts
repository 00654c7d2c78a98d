import { describe, expect, test } from 'vitest';
import { resolveScript } from '../../../contract/cases/sender/resolve.ts';
import { SenderScript } from '../../../contract/cases/sender/script.ts';
import { loadCatalogue } from '../../../contract/requirements/load.ts';
import { senderJudges } from '../../oracle/sender/requirements/index.ts';
import { lanesOfChecks } from '../check-lanes.ts';
import { phoneCast } from '../phone-cast.ts';
import { withSentinel } from '../sentinel-act.ts';
import { senderChecks } from './index.ts';

const requirements = loadCatalogue().ofRole('sender');

test('every requirement of a sender has its judge and its check, and no other has', () => {
  const ids = requirements.map((r) => r.id);
  expect(senderChecks.map((c) => c.requirement)).toEqual(ids);
  expect(senderJudges().map((j) => j.id)).toEqual(ids);
  expect(requirements.filter((r) => r.built !== 'spine')).toEqual([]);
});

const lanes = lanesOfChecks(senderChecks, { sources: ['gatt', 'healthkit', 'health-connect'] });

describe('a check', () => {
  test('is played with every source that it knows, and a sentinel behind it', () => {
    expect(lanes.length).toBeGreaterThan(senderChecks.length);
    for (const { name, script } of lanes) {
      const acts = resolveScript(withSentinel(SenderScript.parse(script)), phoneCast('N', name));
      expect(acts.at(-1), name).toMatchObject({ do: 'show', name: 'the-sentinel' });
    }
  });

  test('is played over the wires that its requirement is judged over', () => {
    for (const {
      requirements: [id],
      wires = ['fhir', 'hl7v2'],
    } of lanes)
      expect(wires, id).toEqual(requirements.find((r) => r.id === id)?.bindings);
  });

  test('of a source that the sender lacks stands there to say so', () => {
    const only = lanesOfChecks(senderChecks, { sources: ['healthkit'] });
    expect(only.filter((l) => l.script.source === 'gatt').map((l) => l.requirements[0])).toEqual([
      'SND-08',
      'SND-14',
      'SND-18',
      'SND-19',
      'SND-26',
    ]);
  });
});

test('two phones share no patient, no device and no identifier', () => {
  const [a, b] = [phoneCast('N', 'check:a/fhir'), phoneCast('N', 'check:b/fhir')];
  const all = [a, b].flatMap((c) => [c.patient.value, c.order.value, c.meter, c.scale, c.uuidOf('x')]);
  expect(new Set(all).size).toBe(10);
  expect(phoneCast('N', 'check:a/fhir').uuidOf('x')).toBe(a.uuidOf('x'));
});
