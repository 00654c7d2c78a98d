import { describe, expect, test } from 'vitest';
import { CANONICAL_BASE } from '../../../../contract/codes/canonical.ts';
import { holds, isWithin, parseScope, parseScopes, rightsOf, type Scope } from './scope.ts';

const scope = (text: string): Scope => {
  const parsed = parseScope(text);
  if (!parsed.ok) throw new Error(`${text} is no scope`);
  return parsed.value;
};
const ADVANCE = `${CANONICAL_BASE}/OperationDefinition/test-clock-advance`;

describe('a scope', () => {
  test.each([
    ['system/Observation.cud', ['Observation.c', 'Observation.u', 'Observation.d']],
    ['patient/Task.rs', ['Task.r', 'Task.s']],
    ['user/*.s', ['*.s']],
    ['system/Observation.read', ['Observation.r', 'Observation.s']],
    ['system/Observation.write', ['Observation.c', 'Observation.u', 'Observation.d']],
    ['system/*.*', ['*.c', '*.r', '*.u', '*.d', '*.s']],
    [ADVANCE, [ADVANCE]],
  ])('%s allows %j', (text, rights) => expect(scope(text).rights).toEqual(rights));

  test.each([
    '',
    ' ',
    'system',
    'system/Observation',
    'system/Observation.',
    'system/Observation.dc',
    'system/Observation.cc',
    'system/Observation.x',
    'system/observation.r',
    'system/Observation.r?category=vital-signs',
    'SYSTEM/Observation.r',
    'system/Obs*.r',
    'launch/patient',
    'openid',
    'offline_access',
    `${CANONICAL_BASE}/OperationDefinition/`,
    `${CANONICAL_BASE}/OperationDefinition/a b`,
    'https://elsewhere.example/OperationDefinition/test-clock',
    `system/${'A'.repeat(100_000)}.r`,
  ])('%s is none', (text) => expect(parseScope(text).ok).toBe(false));

  test('several stand with one space between each two', () => {
    expect(parseScopes('system/Task.r system/Task.r')).toMatchObject({ ok: true, value: [{ text: 'system/Task.r' }] });
    for (const text of ['system/Task.r  system/Task.s', ' system/Task.r', 'system/Task.r ', 'system/Task.r\nx'])
      expect(parseScopes(text).ok, text).toBe(false);
  });

  test('of every type holds for each, and for no operation', () => {
    const all = rightsOf([scope('system/*.cruds')]);
    expect(['Task.r', 'Observation.c', '*.d'].every((right) => holds(all, right))).toBe(true);
    expect(holds(all, ADVANCE)).toBe(false);
    expect(holds(rightsOf([scope('system/Task.r')]), '*.r')).toBe(false);
    expect(holds(rightsOf([scope(ADVANCE)]), ADVANCE)).toBe(true);
  });
});

test.each([
  ['system/Observation.c', ['system/Observation.cud'], true],
  ['system/Observation.cud', ['system/Observation.c', 'system/Observation.ud'], true],
  ['system/Observation.write', ['system/*.cruds'], true],
  ['system/*.r', ['system/*.rs'], true],
  ['system/*.r', ['system/Observation.r', 'system/Task.r'], false],
  ['system/Observation.cr', ['system/Observation.c'], false],
  ['system/Observation.r', ['patient/Observation.r'], false],
  ['patient/Observation.r', ['system/Observation.r'], false],
  [ADVANCE, ['system/*.cruds'], false],
  [ADVANCE, [ADVANCE], true],
])('%s of a client that is registered for %j: %s', (wanted, registered, may) =>
  expect(isWithin(scope(wanted), registered.map(scope))).toBe(may),
);
