import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { parseSenderProfile } from './sender-profile.ts';

const WHOLE = `vitalproof: 1
name: GlucoBridge
version: '2.1'
role: sender
environment: test
sources: [gatt, healthkit]
out: fhir
pairing: { by: command, start: node adapter.js }
`;

test('what is unsaid is the default of the contract', () => {
  expect(parseSenderProfile(WHOLE, 'p.yaml')).toEqual({
    name: 'GlucoBridge',
    version: '2.1',
    sources: ['gatt', 'healthkit'],
    out: ['fhir'],
    pairing: { by: 'command', start: 'node adapter.js' },
    canRestart: true,
    resetsByItself: true,
    backfill: 'since-order-start',
    terms: { forward: 60_000, recovery: 60_000 },
    busPort: 0,
  });
});

test('what is said is taken', () => {
  const more = `${WHOLE}reset: absent\npolicies: { backfill: none }\ndeadlines: { forward: 5s }\nbus: { port: 9911 }\n`;
  expect(parseSenderProfile(more.replace('out: fhir', 'out: [fhir, hl7v2, fhir]'), 'p.yaml')).toMatchObject({
    out: ['fhir', 'hl7v2'],
    canRestart: false,
    backfill: 'none',
    terms: { forward: 5000, recovery: 60_000 },
    busPort: 9911,
  });
});

describe('a mistake is named with file and line', () => {
  test.each<[string, string, string, number]>([
    ['environment: test', 'environment: live', 'a live sender has others', 5],
    ['role: sender', 'role: receiver', 'docs/profile.md', 4],
    ['out: fhir', 'out: pigeon', 'fhir', 7],
    ['sources: [gatt, healthkit]', 'sources: []', '', 6],
    ['by: command, start: node adapter.js', 'by: command', '', 8],
    ['by: command, start: node adapter.js', 'by: magic', '', 8],
    ['out: fhir', 'out: fhir\ncolour: red', 'one of', 8],
    ['out: fhir', 'out: fhir\ndeadlines: { forward: soon }', 'a length of time', 8],
    ['out: fhir', 'out: fhir\ndeadlines: { recovery: 40000min }', 'a day (1440min) at the most', 8],
  ])('%s → %s', (was, is, expected, line) => {
    const told = ((): unknown => {
      try {
        return parseSenderProfile(WHOLE.replace(was, is), 'p.yaml');
      } catch (error) {
        return error;
      }
    })();
    expect(told).toBeInstanceOf(InputProblem);
    const { place, expected: says } = told as InputProblem;
    expect([place.file, place.line]).toEqual(['p.yaml', line]);
    expect(says).toContain(expected);
  });
});

test.each([
  ["{ by: command, start: 'node a.js' }", '', true, true],
  ["{ by: command, start: 'node a.js' }", 'reset: operator', true, false],
  ["{ by: command, start: 'node a.js' }", 'reset: absent', false, false],
  ['{ by: operator }', '', true, false],
])('paired %s, %s: restarted %s, by itself %s', (pairing, more, restarts, byItself) => {
  const head = "vitalproof: 1\nname: A\nversion: '1'\nrole: sender\nenvironment: test\nsources: gatt\nout: fhir\n";
  const { canRestart, resetsByItself } = parseSenderProfile(`${head}pairing: ${pairing}\n${more}\n`, 'p.yaml');
  expect([canRestart, resetsByItself]).toEqual([restarts, byItself]);
});
