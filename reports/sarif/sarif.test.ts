import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICTS } from '../../conformance/verdict/types.ts';
import { finding, requirement, sampleLines, verdicts } from '../sample-run.test-helper.ts';
import { sarif, sarifText, type SarifOptions } from './sarif.ts';
import { relativeUri } from './uri.ts';

const schema = JSON.parse(readFileSync(new URL('sarif-subset.schema.json', import.meta.url), 'utf8')) as object;
const valid = new Ajv({ allErrors: true, validateFormats: false }).compile(schema);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation?: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
}
interface Run {
  readonly tool: { readonly driver: { readonly version?: string; readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly exitCode: number;
    readonly toolExecutionNotifications: readonly object[];
  }[];
  readonly results: readonly Result[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The one run of the log, which has to be valid. */
const runOf = (over: Parameters<typeof verdicts>[0] = {}, options: SarifOptions = {}): Run => {
  const log = JSON.parse(sarif(verdicts(over), options)) as { readonly runs: readonly [Run] };
  valid(log);
  expect(valid.errors ?? []).toEqual([]);
  return log.runs[0];
};

describe('a relative URI', () => {
  it.each([
    ['reports/runs/x/history.ndjson', 'reports/runs/x/history.ndjson'],
    ['a b/c', 'a%20b/c'],
    ['c:/x', 'c%3A/x'],
    ['50%/q?#', '50%25/q%3F%23'],
    ["it's (1)", 'it%27s%20%281%29'],
    ['Zoë', 'Zo%C3%AB'],
  ])('of %j is %j', (path, uri) => expect(relativeUri(path)).toBe(uri));

  it('has no scheme, query or fragment, and is read back, for any path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        const uri = relativeUri(path);
        expect(uri).toMatch(/^(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})*$/);
        expect(decodeURIComponent(uri)).toBe(path.toWellFormed());
      }),
    );
  });
});

describe('the text of a message', () => {
  it('holds no placeholder and no link', () => expect(sarifText('{0} [a](http://b)')).toBe('{{0}} [a] (http://b)'));
  it('neither has any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]()0a\n') }), (text) => {
        const shown = sarifText(text);
        expect(shown).not.toMatch(/\]\(/);
        expect(shown.replaceAll('{{', '').replaceAll('}}', '')).not.toMatch(/[{}\n]/);
      }),
    );
  });
});

describe('a run as SARIF', () => {
  it('has a rule for each requirement and a result for each finding that was broken or not decided', () => {
    const { tool, results, properties } = runOf();
    expect(tool.driver.rules).toHaveLength(9);
    expect(results.map((r) => [r.ruleId, r.kind, r.level])).toEqual([
      ['LIM-02', 'fail', 'error'],
      ['ALT-03', 'open', 'none'],
    ]);
    for (const r of results) expect(tool.driver.rules[r.ruleIndex]?.id).toBe(r.ruleId);
    expect(properties['notJudged']).toContain('MSG-01 NOT_RUN');
    expect(properties['coverage']).toMatchObject({ met: 2, failed: 1 });
  });

  it('points at the line of the history, which stands one behind its number', () => {
    const lines = sampleLines();
    const { results, tool, invocations } = runOf({}, { lines, history: 'reports/runs/a b/history.ndjson' });
    expect(results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'reports/runs/a%20b/history.ndjson', uriBaseId: '%SRCROOT%' },
      region: { startLine: 3 },
    });
    expect(tool.driver.version).toBe('0.1.0');
    expect(invocations[0]).toMatchObject({ exitCode: 1, startTimeUtc: '2026-01-02T03:04:05.000Z' });
  });

  it('what a SHOULD demands is a warning', () => {
    const broken = requirement('S-1', 'WARN', { level: 'SHOULD', findings: [finding({ requirement: 'S-1' })] });
    expect(runOf({ requirements: [broken] }).results.map((r) => [r.kind, r.level])).toEqual([['fail', 'warning']]);
  });

  it('a void run was not executed successfully, and nothing in it fails or passes', () => {
    const { invocations, results, properties } = runOf({
      verdict: 'HARNESS_ERROR',
      exitCode: 70,
      notes: ['the disk was full'],
    });
    expect(invocations[0]?.executionSuccessful).toBe(false);
    expect(invocations[0]?.toolExecutionNotifications).toContainEqual({
      level: 'error',
      message: { text: 'the disk was full' },
    });
    expect(results.every((r) => r.kind === 'open' && r.level === 'none')).toBe(true);
    expect(results[0]?.message.text).toContain('unconfirmed, the run is void');
    expect(properties['requirements']).not.toHaveProperty('PASS');
  });

  it('is valid for any verdicts and texts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    const any = fc.record({ id: text, verdict: fc.constantFrom(...VERDICTS), expected: text, lane: text, note: text });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (a) => a.id, maxLength: 4 }), fc.boolean(), (all, isVoid) => {
        runOf({
          isVoid,
          notes: all.map((a) => `note ${a.note}`),
          requirements: all.map((a) =>
            requirement(`R${a.id}`, a.verdict, { findings: [finding({ expected: a.expected, lane: a.lane })] }),
          ),
        });
      }),
      { numRuns: 50 },
    );
  });
});
