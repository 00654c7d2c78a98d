import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICTS, type RunVerdicts } from '../../conformance/verdict/types.ts';
import { r4Flaws } from '../../contract/wire/fhir/r4/validate.ts';
import { complaints } from '../../contract/wire/fhir/validate.test-helper.ts';
import { parseLossless, type JsonObject } from '../../contract/wire/json/lossless.ts';
import { requirement, runLine, verdicts } from '../sample-run.test-helper.ts';
import { ACTION, testReportBundle } from './test-report.ts';

interface Report {
  readonly id: string;
  readonly status: string;
  readonly result: string;
  readonly score: number;
  readonly issued?: string;
  readonly testScript: { readonly reference: string };
  readonly participant: readonly { readonly type: string; readonly uri: string }[];
  readonly test?: readonly {
    readonly name: string;
    readonly action: readonly [{ readonly assert: { readonly result: string; readonly message: string } }];
  }[];
}
interface Script {
  readonly url: string;
  readonly variable?: readonly { readonly name: string; readonly defaultValue?: string }[];
  readonly test?: readonly {
    readonly name: string;
    readonly action: readonly [{ readonly assert: { readonly expression: string; readonly warningOnly: boolean } }];
  }[];
}

/** Report and script of a run. Both validators have nothing to say of them. */
const made = (
  run: RunVerdicts,
  line = runLine() as Parameters<typeof testReportBundle>[1],
): { report: Report; script: Script; text: string } => {
  const text = testReportBundle(run, line);
  expect(r4Flaws(parseLossless(text))).toEqual([]);
  const bundle = JSON.parse(text) as {
    readonly entry: readonly [{ readonly resource: Report }, { readonly resource: Script }];
  };
  return { report: bundle.entry[0].resource, script: bundle.entry[1].resource, text };
};
const passed = (over: Partial<RunVerdicts> = {}): RunVerdicts =>
  verdicts({
    verdict: 'PASS',
    exitCode: 0,
    requirements: [requirement('A-1', 'PASS'), requirement('A-2', 'PASS')],
    ...over,
  });

describe('a TestReport with its TestScript', () => {
  it("is valid R4, to the harness's own check and to another validator", () => {
    const { text, report, script } = made(verdicts());
    expect(complaints(parseLossless(text) as JsonObject)).toEqual([]);
    for (const resource of [report, script]) expect(complaints(resource as unknown as JsonObject)).toEqual([]);
  });

  it('both validators would have noticed', () => {
    const { report, script } = made(passed());
    const unknown = parseLossless(JSON.stringify({ ...report, result: 'maybe' }));
    expect(r4Flaws(unknown)).not.toEqual([]);
    const [{ assert }] = script.test?.[0]?.action ?? [{ assert: { expression: '' } }];
    const two = { ...assert, responseCode: '200' };
    expect(complaints({ ...script, test: [{ action: [{ assert: two }] }] } as unknown as JsonObject)).not.toEqual([]);
  });

  it('points at the script, which has a test of the same name for each of its own', () => {
    const { report, script } = made(verdicts());
    expect(report.testScript.reference).toBe(script.url);
    expect(report.test?.map((t) => t.name)).toEqual(script.test?.map((t) => t.name));
    expect(report.test).toHaveLength(9);
  });

  it('the script is the same for every run of a catalogue, and passes nothing by itself', () => {
    const other = verdicts({ run: 'other', verdict: 'PASS', sut: { name: 'acme', version: '7' } });
    const { script } = made(verdicts());
    expect(made(other).script).toEqual(script);
    for (const { action } of script.test ?? [])
      expect(action[0].assert.expression).toMatch(/^'\$\{[\w.-]+\}' = 'PASS'$/);
    for (const variable of script.variable ?? []) expect(variable).not.toHaveProperty('defaultValue');
  });

  it('only a MUST fails a test', () => {
    const { script } = made(
      verdicts({ requirements: [requirement('S', 'PASS', { level: 'SHOULD' }), requirement('T', 'PASS')] }),
    );
    expect(script.test?.map((t) => t.action[0].assert.warningOnly)).toEqual([true, false]);
  });
});

describe('its result', () => {
  it('is pass where everything that can be judged was met', () =>
    expect(made(passed()).report).toMatchObject({ result: 'pass', status: 'completed', score: 100 }));

  it('is pending for a part, for what is not decided, and for a void run', () => {
    const part = passed({ requirements: [requirement('A-1', 'PASS'), requirement('A-2', 'NOT_RUN')] });
    expect(made(part).report).toMatchObject({ result: 'pending', score: 50 });
    expect(made(verdicts({ verdict: 'INCONCLUSIVE' })).report.result).toBe('pending');
    const isVoid = made(passed({ isVoid: true, verdict: 'HARNESS_ERROR' })).report;
    expect(isVoid).toMatchObject({ result: 'pending', score: 0 });
    expect(isVoid.test?.map((t) => t.action[0].assert.result)).toEqual(['error', 'error']);
  });

  it('is fail for a failed run, and its score is never rounded up to 100', () => {
    const all = Array.from({ length: 1999 }, (_, i) => requirement(`P-${i}`, 'PASS'));
    const { report } = made(verdicts({ requirements: [...all, requirement('F-1', 'FAIL')] }));
    expect(report).toMatchObject({ result: 'fail', score: 99.9 });
  });

  it('of a run that was cut off is stopped', () =>
    expect(
      made(passed({ gates: [{ gate: 'complete', verdict: 'INCONCLUSIVE', reason: 'cut off' }] })).report.status,
    ).toBe('stopped'));

  it.each(VERDICTS)('%s passes only if it was met', (verdict) => {
    const { report } = made(verdicts({ requirements: [requirement('A', verdict)] }));
    expect(report.test?.[0]?.action[0].assert.result).toBe(ACTION[verdict]);
    expect(ACTION[verdict] === 'pass').toBe(verdict === 'PASS');
  });

  it('a sender is a client', () => {
    expect(made(passed(), runLine({ role: 'sender' })).report.participant[1]?.type).toBe('client');
    expect(made(passed()).report.participant[1]?.type).toBe('server');
  });
});

describe('whatever a system or a history says', () => {
  it('it is valid R4', () => {
    const text = fc.string({ unit: 'binary', maxLength: 70 });
    fc.assert(
      fc.property(text, text, text, fc.uniqueArray(text, { maxLength: 3 }), (name, run, reason, ids) => {
        const requirements = ids.map((id) => requirement(`R${id}`, 'FAIL', { reason, statement: name }));
        made(
          verdicts({ sut: { name, version: run }, run, catalogue: name, requirements }),
          runLine({ harness: `v ${name}` }),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('without the first line of a history it is valid too', () => {
    const text = testReportBundle(passed(), undefined);
    expect(r4Flaws(parseLossless(text))).toEqual([]);
    expect(text).not.toContain('issued');
  });
});
