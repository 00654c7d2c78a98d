import { describe, expect, test } from 'vitest';
import type { Requirement } from '../../contract/requirements/requirement.ts';
import { requirementVerdict, type Counted, type Selection, type Skipped } from './requirement-verdict.ts';
import type { Finding } from './types.ts';

const requirement = (more: Partial<Requirement> = {}): Requirement => ({
  id: 'LIM-02',
  role: 'receiver',
  scope: 'alerts',
  level: 'MUST',
  statement: 'A value equal to a limit is normal.',
  source: 'a source',
  clause: 'a clause',
  rationale: 'because it is so',
  fix: 'compare strictly',
  bindings: ['fhir'],
  minimum: { must: 1, mustNot: 1 },
  built: 'spine',
  ...more,
});
const finding = (outcome: Finding['outcome'], warning?: string): Finding => ({
  requirement: 'LIM-02',
  lane: 'l',
  polarity: 'must',
  outcome,
  subject: {},
  expected: 'this',
  observed: 'that',
  lines: [1],
  ...(warning === undefined ? {} : { warning }),
});
const counted = (more: Partial<Counted> = {}): Counted => ({
  must: 1,
  mustNot: 1,
  may: 0,
  overflow: 0,
  broken: 0,
  undecided: 0,
  warned: 0,
  findings: [],
  ...more,
});
const verdict = (
  c: Counted | undefined,
  selection: Selection = 'selected',
  skipped: Skipped[] = [],
  more: Partial<Requirement> = {},
): string => requirementVerdict(requirement(more), c, selection, skipped).verdict;

describe('from what was found', () => {
  test.each<[string, Partial<Counted>, string]>([
    ['both halves met', {}, 'PASS'],
    ['one broken among many', { must: 100, broken: 1, undecided: 5 }, 'FAIL'],
    ['one undecided', { undecided: 1 }, 'INCONCLUSIVE'],
    ['with a reservation', { warned: 1 }, 'WARN'],
    ['undecided beats reservation', { warned: 1, undecided: 1 }, 'INCONCLUSIVE'],
    ['never demanded', { must: 0 }, 'INCONCLUSIVE'],
    ['never forbidden', { mustNot: 0 }, 'INCONCLUSIVE'],
    ['only free', { must: 0, mustNot: 0, may: 9 }, 'INCONCLUSIVE'],
  ])('%s: %s', (_name, more, expected) => {
    expect(verdict(counted(more))).toBe(expected);
  });
  test('nothing at all is not green', () => expect(verdict(undefined)).toBe('INCONCLUSIVE'));
  test('its own minimum counts', () => {
    expect(verdict(counted({ mustNot: 0 }), 'selected', [], { minimum: { must: 1, mustNot: 0 } })).toBe('PASS');
    expect(verdict(counted(), 'selected', [], { minimum: { must: 2, mustNot: 1 } })).toBe('INCONCLUSIVE');
  });
  test('a SHOULD that is broken warns', () => {
    expect(verdict(counted({ broken: 1 }), 'selected', [], { level: 'SHOULD' })).toBe('WARN');
  });
  test('what is not built is never green', () => {
    expect(verdict(counted(), 'selected', [], { built: 'later' })).toBe('NOT_RUN');
    expect(verdict(undefined, 'open', [], { built: 'later' })).toBe('NOT_RUN');
  });
});

describe('what the oracle judges and certify does not play yet', () => {
  const oracle = { built: 'oracle' } as const;
  test.each<[Selection, Partial<Counted> | undefined, string]>([
    ['open', {}, 'PASS'],
    ['open', { must: 0 }, 'NOT_RUN'],
    ['open', undefined, 'NOT_RUN'],
    ['open', { undecided: 1 }, 'INCONCLUSIVE'],
    ['left-out', {}, 'PASS'],
    ['left-out', { mustNot: 0 }, 'NOT_RUN'],
    ['left-out', { broken: 1 }, 'FAIL'],
    ['selected', {}, 'PASS'],
    ['selected', { must: 0 }, 'INCONCLUSIVE'],
    ['selected', undefined, 'INCONCLUSIVE'],
  ])('%s with %j is %s', (selection, more, expected) => {
    expect(verdict(more === undefined ? undefined : counted(more), selection, [], oracle)).toBe(expected);
  });
  test('the reason says that it is not built yet', () => {
    expect(requirementVerdict(requirement(oracle), undefined, 'open', []).reason).toMatch(/^not built yet/);
  });
});

describe('when its judge failed', () => {
  const errored = (c: Counted | undefined, skipped: Skipped[] = []) =>
    requirementVerdict(requirement(), c, 'selected', skipped, { error: 'a defect of ours' });
  test('nothing it met counts', () => {
    expect(errored(counted()).verdict).toBe('HARNESS_ERROR');
    expect(errored(undefined, [skip('NOT_APPLICABLE')]).verdict).toBe('HARNESS_ERROR');
    expect(errored(counted()).reason).toContain('a defect of ours');
  });
  test('what it had proven stands', () => expect(errored(counted({ broken: 1 })).verdict).toBe('FAIL'));
});

describe('from what was selected', () => {
  test.each<[Selection, Partial<Counted> | undefined, string]>([
    ['left-out', {}, 'NOT_RUN'],
    ['left-out', { undecided: 1 }, 'NOT_RUN'],
    ['left-out', { broken: 1 }, 'FAIL'],
    ['open', {}, 'PASS'],
    ['open', { must: 0 }, 'NOT_RUN'],
    ['open', { broken: 1 }, 'FAIL'],
    ['open', { undecided: 1 }, 'INCONCLUSIVE'],
    ['open', undefined, 'NOT_RUN'],
  ])('%s with %j is %s', (selection, more, expected) => {
    expect(verdict(more === undefined ? undefined : counted(more), selection)).toBe(expected);
  });
});

const skip = (v: Skipped['verdict']): Skipped => ({ lane: 'check:lim-02/hl7v2', verdict: v, reason: 'because' });

describe('with lanes that did not run', () => {
  test.each<[Skipped['verdict'], Partial<Counted> | undefined, string]>([
    ['UNTESTABLE', {}, 'UNTESTABLE'],
    ['UNTESTABLE', { broken: 1 }, 'FAIL'],
    ['NOT_RUN', {}, 'NOT_RUN'],
    ['HARNESS_ERROR', {}, 'HARNESS_ERROR'],
    ['NOT_APPLICABLE', {}, 'PASS'],
    ['NOT_APPLICABLE', undefined, 'NOT_APPLICABLE'],
    ['UNTESTABLE', undefined, 'UNTESTABLE'],
  ])('%s beside %j is %s', (v, more, expected) => {
    const c = more === undefined ? undefined : counted(more);
    expect(requirementVerdict(requirement(), c, 'selected', [skip(v)], { isPlayed: false }).verdict).toBe(expected);
  });
  test('a wire that it does not speak excuses nothing on one that was played and showed nothing', () => {
    const { verdict: v, reason } = requirementVerdict(requirement(), undefined, 'selected', [skip('NOT_APPLICABLE')], {
      isPlayed: true,
    });
    expect([v, reason]).toEqual(['INCONCLUSIVE', expect.stringMatching(/^too little was exercised/)]);
  });
  test('the reason names the lane', () => {
    expect(requirementVerdict(requirement(), counted(), 'selected', [skip('UNTESTABLE')]).reason).toBe(
      'check:lim-02/hl7v2: because',
    );
  });
});

describe('a check that did not apply, of which other lanes showed one half', () => {
  const halfShown = (c: Partial<Counted>, skipped: Skipped[], isPlayed: boolean) =>
    requirementVerdict(requirement(), counted({ must: 9, mustNot: 0, ...c }), 'selected', skipped, { isPlayed });
  test('does not call for the other half', () => {
    expect(halfShown({}, [skip('NOT_APPLICABLE')], false)).toMatchObject({
      verdict: 'NOT_APPLICABLE',
      reason: 'check:lim-02/hl7v2: because',
    });
  });
  test.each<[string, Partial<Counted>, Skipped[], boolean, string]>([
    ['a lane of it was played', {}, [skip('NOT_APPLICABLE')], true, 'INCONCLUSIVE'],
    ['nothing says that it does not apply', {}, [], false, 'INCONCLUSIVE'],
    ['it applies, and cannot be played', {}, [skip('NOT_APPLICABLE'), skip('UNTESTABLE')], false, 'UNTESTABLE'],
    ['what was shown was broken', { broken: 1 }, [skip('NOT_APPLICABLE')], false, 'FAIL'],
    ['what was shown is open', { undecided: 1 }, [skip('NOT_APPLICABLE')], false, 'INCONCLUSIVE'],
    ['both halves were shown', { mustNot: 1 }, [skip('NOT_APPLICABLE')], false, 'PASS'],
  ])('but where %s', (_why, c, skipped, isPlayed, expected) =>
    expect(halfShown(c, skipped, isPlayed).verdict).toBe(expected),
  );
});

test('the reason shows the first broken finding, in its own words', () => {
  const c = counted({ broken: 2, findings: [finding('met'), finding('broken')] });
  expect(requirementVerdict(requirement(), c, 'selected', []).reason).toBe('broken 2 times: this; observed: that');
});

test('the reason of a reservation is the reservation', () => {
  const c = counted({ warned: 1, findings: [finding('met', 'tight')] });
  expect(requirementVerdict(requirement(), c, 'selected', []).reason).toContain('tight');
});
