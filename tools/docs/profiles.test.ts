import { describe, expect, test } from 'vitest';
import { parseScenario } from '../../conformance/runner/scenario.ts';
import { parseSenderProfile } from '../../conformance/sender/sender-profile.ts';
import { parseProfile } from '../../conformance/sut/profile.ts';
import { documents } from './documents.ts';

const HERE_DOCUMENT = /<<'EOF'\n([\s\S]*?)\nEOF/g;

/** YAML of the documents that is whole: blocks, and what a command of one writes into a file. */
const whole = documents().flatMap(({ path, fences }) =>
  fences.flatMap(({ language, text, line }) => {
    const texts = language === 'yaml' ? [text] : [...text.matchAll(HERE_DOCUMENT)].map(([, body = '']) => body);
    return texts.map((yaml) => ({ at: `${path}:${line}`, yaml }));
  }),
);
const profiles = whole.filter(({ yaml }) => yaml.startsWith('vitalproof: 1\n'));
const scenarios = whole.filter(({ yaml }) => /^name: .*\n[\s\S]*^acts:/m.test(yaml));

describe('what a reader would copy is read without a word', () => {
  test.each(profiles)('the profile at $at', ({ at, yaml }) => {
    const read = /^role: sender$/m.test(yaml) ? parseSenderProfile(yaml, at) : parseProfile(yaml, at);
    expect(read.name).not.toBe('');
  });
  test.each(scenarios)('the scenario at $at', ({ at, yaml }) => {
    expect(parseScenario(yaml, at).acts.length).toBeGreaterThan(0);
  });
  test('and there is something to read', () => {
    expect([profiles.length > 3, scenarios.length > 0]).toEqual([true, true]);
  });
});
