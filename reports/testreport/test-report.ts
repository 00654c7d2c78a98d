import { CANONICAL_BASE } from '../../contract/codes/canonical.ts';
import type { RunLine } from '../../conformance/history/lines.ts';
import type { RequirementVerdict, RunVerdicts, Verdict } from '../../conformance/verdict/types.ts';
import { coverageOf } from '../model/coverage.ts';
import type { RequirementTexts } from '../model/requirement-text.ts';
import { showReason } from '../model/show-reason.ts';
import { byCodeUnits } from '../model/tally.ts';
import { withoutVoidPasses } from '../model/void-run.ts';
import { visible } from '../text/visible.ts';

/**
 * FHIR R4's word for each verdict on one assertion (value set report-action-result-codes). As in JUnit, what is undecided
 * is an error, because `skip` looks harmless.
 */
export const ACTION: Readonly<Record<Verdict, 'pass' | 'skip' | 'fail' | 'warning' | 'error'>> = {
  PASS: 'pass',
  WARN: 'warning',
  FAIL: 'fail',
  HARNESS_ERROR: 'error',
  INCONCLUSIVE: 'error',
  UNSTABLE: 'error',
  UNTESTABLE: 'error',
  NOT_RUN: 'skip',
  NOT_APPLICABLE: 'skip',
};

/** `pass` only where everything that can be judged was, and was met; what is not decided is `pending`. */
const resultOf = (run: RunVerdicts): 'pass' | 'fail' | 'pending' => {
  if (run.isVoid) return 'pending';
  if (run.verdict === 'FAIL') return 'fail';
  return (run.verdict === 'PASS' || run.verdict === 'WARN') && coverageOf(run).isWhole ? 'pass' : 'pending';
};

/** A FHIR id: letters, digits, `-` and `.`, at most 64. */
const idOf = (text: string): string =>
  text
    .replaceAll(/[^A-Za-z0-9.-]+/g, '-')
    .slice(0, 64)
    .replace(/^-+$/, '') || 'unnamed';

/** FHIR's string is not empty and holds no control characters. */
const textOf = (text: string, max = 2000): string => visible(text, max).trim() || '–';

const sorted = ({ requirements }: RunVerdicts): readonly RequirementVerdict[] =>
  [...requirements].sort((a, b) => byCodeUnits(a.requirement, b.requirement));

/** The place of a verdict in an expression: `${LIM-02}`, which whoever executes the script has to fill in. */
const variableOf = (requirement: string): string => idOf(requirement);

/**
 * The requirements of a catalogue as a TestScript: a test each, whose one assertion is that vitalproof's verdict is PASS.
 * A FHIR test engine cannot execute the checks themselves, so the verdict is a variable without a default: an engine that
 * runs the script without it can pass nothing. The same catalogue gives the same script, whatever the run.
 */
const testScript = (
  verdicts: RunVerdicts,
  role: string,
  texts: RequirementTexts,
): Readonly<Record<string, unknown>> => {
  const id = idOf(`${role}-${verdicts.catalogue}`);
  const requirements = sorted(verdicts);
  return {
    resourceType: 'TestScript',
    id,
    url: `${CANONICAL_BASE}/TestScript/${id}`,
    version: textOf(verdicts.catalogue),
    name: textOf(`Vitalproof-${role}`).replaceAll(/\W/g, '_'),
    title: textOf(`Requirements of a ${role}, as vitalproof judges them`),
    status: 'active',
    experimental: true,
    publisher: 'vitalproof',
    description:
      'Each test is one requirement. Its verdict comes from the oracle of vitalproof, over the history of a run. For test systems only.',
    ...(requirements.length === 0
      ? {}
      : {
          variable: requirements.map((r) => ({
            name: variableOf(r.requirement),
            description: textOf(`The verdict of vitalproof on ${r.requirement}`),
            hint: 'PASS, or another verdict',
          })),
          test: requirements.map((r) => ({
            name: textOf(r.requirement),
            description: textOf(r.statement),
            action: [
              {
                assert: {
                  label: textOf(r.requirement),
                  description: textOf(texts.get(r.requirement)?.clause ?? r.statement),
                  expression: `'\${${variableOf(r.requirement)}}' = 'PASS'`,
                  warningOnly: r.level !== 'MUST',
                },
              },
            ],
          })),
        }),
  };
};

const testOf = (r: RequirementVerdict) => ({
  name: textOf(r.requirement),
  description: textOf(r.statement),
  action: [{ assert: { result: ACTION[r.verdict], message: textOf(`${r.verdict}: ${showReason(r.reason)}`) } }],
});

const shareOf = (run: RunVerdicts): number => {
  const { met, held } = coverageOf(run);
  // Rounded down: only a run that met everything has 100.
  return held === 0 ? 0 : Math.floor((1000 * met) / held) / 10;
};

/** A run as a TestReport that points at the TestScript of its catalogue. */
const testReport = (
  verdicts: RunVerdicts,
  line: RunLine | undefined,
  script: string,
): Readonly<Record<string, unknown>> => {
  const run = withoutVoidPasses(verdicts);
  const requirements = sorted(run);
  return {
    resourceType: 'TestReport',
    id: idOf(run.run),
    identifier: { system: `${CANONICAL_BASE}/sid/run`, value: textOf(run.run) },
    name: textOf(`${run.sut.name} ${run.sut.version}`),
    status: run.gates.some((g) => g.gate === 'complete' && g.verdict !== 'PASS') ? 'stopped' : 'completed',
    testScript: { reference: script },
    result: resultOf(run),
    score: shareOf(run),
    tester: textOf(line?.harness ?? 'vitalproof'),
    ...(line === undefined ? {} : { issued: line.started }),
    participant: [
      { type: 'test-engine', uri: CANONICAL_BASE, display: textOf(line?.harness ?? 'vitalproof') },
      {
        type: line?.role === 'sender' ? 'client' : 'server',
        uri: `urn:vitalproof:sut:${encodeURIComponent(run.sut.name.toWellFormed()) || '-'}`,
        display: textOf(`${run.sut.name} ${run.sut.version}`),
      },
    ],
    ...(requirements.length === 0 ? {} : { test: requirements.map(testOf) }),
  };
};

/** Report and script as one collection Bundle of FHIR R4, as JSON text. Same input, same bytes. */
export const testReportBundle = (
  verdicts: RunVerdicts,
  line: RunLine | undefined,
  texts: RequirementTexts = new Map(),
): string => {
  const script = testScript(verdicts, line?.role ?? 'receiver', texts);
  const url = `${CANONICAL_BASE}/TestScript/${String(script['id'])}`;
  const report = testReport(verdicts, line, url);
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      { fullUrl: `${CANONICAL_BASE}/TestReport/${String(report['id'])}`, resource: report },
      { fullUrl: url, resource: script },
    ],
  };
  return `${JSON.stringify(bundle, undefined, 2)}\n`;
};
