import { expect, test } from 'vitest';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import { Role } from '../../contract/requirements/requirement.ts';
import { GATES, type GateVerdict, type RunVerdicts } from '../verdict/types.ts';
import { conclude } from './conclude.ts';

const catalogue = loadCatalogue();

const blocking = (role: Role, canary: GateVerdict['verdict']): readonly string[] => {
  const gates = GATES.map((gate): GateVerdict => ({
    gate,
    verdict: gate === 'canary' ? canary : 'PASS',
    reason: 'for a test',
  }));
  const verdicts = { verdict: 'PASS', isVoid: false, gates, requirements: [] } as unknown as RunVerdicts;
  const run = { role, scope: ['alerts'], selected: [] } as unknown as Parameters<typeof conclude>[0]['run'];
  const said = conclude({ run, end: undefined, verdicts, catalogue, earlier: [], waivers: [], evidence: 'lab' });
  return said.blocking.filter((why) => why.includes('canary'));
};

test.each(Role.options)('of a %s: nothing is certified by a harness that was not shown to fail anybody', (role) => {
  expect(blocking(role, 'NOT_APPLICABLE')).toEqual(['gate canary: the run played none']);
  expect(blocking(role, 'HARNESS_ERROR')).toEqual(['gate canary: HARNESS_ERROR, for a test']);
  expect(blocking(role, 'PASS')).toEqual([]);
});
