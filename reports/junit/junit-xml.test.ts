import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { VERDICTS, type RunVerdicts } from '../../conformance/verdict/types.ts';
import { finding, lane, requirement, sampleLines, verdicts } from '../sample-run.test-helper.ts';
import { junitXml } from './junit-xml.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

/** A strict reading of the document; saxes throws for anything that XML 1.0 does not allow. */
function parse(xml: string): Element {
  const root: Element = { name: '', attributes: {}, children: [], text: '' };
  const stack = [root];
  const parser = new SaxesParser();
  parser.on('error', (e) => {
    throw e;
  });
  parser.on('opentag', (tag) => {
    const element: Element = { name: tag.name, attributes: { ...tag.attributes }, children: [], text: '' };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on('text', (text) => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += text;
  });
  parser.on('closetag', () => void stack.pop());
  parser.write(xml).close();
  const [first] = root.children;
  if (first === undefined) throw new Error('no root element');
  return first;
}

const ORDER: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['testsuite'],
  testsuite: ['properties', 'testcase', 'system-out', 'system-err'],
  testcase: ['skipped', 'error', 'failure', 'system-out', 'system-err'],
  properties: ['property'],
};

/** The rules of junit.xsd, checked once more without a schema processor. */
function check(element: Element): void {
  const allowed = ORDER[element.name] ?? [];
  const places = element.children.map((c) => allowed.indexOf(c.name));
  expect(places, `children of ${element.name}`).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  if (element.name === 'testsuite' || element.name === 'testsuites') {
    const cases =
      element.name === 'testsuite'
        ? element.children.filter((c) => c.name === 'testcase')
        : element.children.flatMap((s) => s.children.filter((c) => c.name === 'testcase'));
    const having = (name: string): string =>
      String(cases.filter((c) => c.children.some((k) => k.name === name)).length);
    expect(element.attributes).toMatchObject({
      tests: String(cases.length),
      failures: having('failure'),
      errors: having('error'),
      skipped: having('skipped'),
    });
  }
  if (element.name === 'testcase') {
    expect(element.attributes['time']).toMatch(/^\d+\.\d{3}$/);
    expect(element.attributes['classname']).not.toBe('');
  }
  element.children.forEach(check);
}

const casesOf = (xml: string): readonly Element[] =>
  parse(xml).children.flatMap((s) => s.children.filter((c) => c.name === 'testcase'));
const outcomeOf = (c: Element | undefined): string => c?.children[0]?.name ?? 'passed';

const evil = '<&>"\'\u0000\u0008\u001b[31m\ud800]]>\uffff\n--><testcase name="x"/>';
const hostile: RunVerdicts = verdicts({
  sut: { name: evil, version: evil },
  run: evil,
  notes: [evil],
  lanes: [lane(evil, 'FAIL')],
  requirements: VERDICTS.map((v, i) =>
    requirement(`X${evil}-${i}`, v, {
      statement: evil,
      reason: evil,
      findings: [finding({ expected: evil, observed: evil, lane: evil })],
    }),
  ),
});

describe('junitXml', () => {
  it.each([
    ['PASS', 'passed'],
    ['WARN', 'system-out'],
    ['FAIL', 'failure'],
    ['HARNESS_ERROR', 'error'],
    ['INCONCLUSIVE', 'error'],
    ['UNTESTABLE', 'error'],
    ['UNSTABLE', 'error'],
    ['NOT_RUN', 'skipped'],
    ['NOT_APPLICABLE', 'skipped'],
  ] as const)('%s of a requirement is %s', (verdict, outcome) => {
    const xml = junitXml(
      verdicts({
        verdict: 'FAIL',
        requirements: [requirement('LIM-01', verdict), requirement('LIM-09', 'HARNESS_ERROR')],
      }),
    );
    const found = casesOf(xml).find((c) => c.attributes['name']?.startsWith('LIM-01'));
    expect(outcomeOf(found)).toBe(outcome);
    if (outcome === 'error' || outcome === 'failure') expect(found?.children[0]?.attributes['type']).toBe(verdict);
  });

  it('covers every verdict there is, so that none is green by default', () => {
    const xml = junitXml(verdicts({ requirements: VERDICTS.map((v, i) => requirement(`A-${i}`, v)), lanes: [] }));
    expect(
      casesOf(xml).filter((c) => c.attributes['classname'] === 'requirements.A' && outcomeOf(c) === 'passed'),
    ).toHaveLength(1);
  });

  it.each([
    ['NOT_RUN', 2, 'error'],
    ['INCONCLUSIVE', 2, 'error'],
    ['WARN', 1, 'error'],
    ['FAIL', 1, 'failure'],
    ['PASS', 0, 'passed'],
  ] as const)('the run itself, %s with exit code %i, is %s', (verdict, exitCode, outcome) => {
    const [first] = casesOf(junitXml(verdicts({ verdict, exitCode, requirements: [], lanes: [] })));
    expect(outcomeOf(first)).toBe(outcome);
  });

  it('gives what was sent, expected and observed, and the command to repeat', () => {
    const found = casesOf(junitXml(verdicts(), { lines: sampleLines() })).find((c) =>
      c.attributes['name']?.startsWith('LIM-02'),
    );
    const text = found?.children[0]?.text ?? '';
    for (const part of [
      'sent       #2',
      'expected   one abnormal item H: 212 > 180',
      'observed   no item',
      'repeat     npm run -s vitalproof -- run first-week-type2',
    ])
      expect(text).toContain(part);
  });

  it('takes the time of a lane from the history', () => {
    const lanes = casesOf(junitXml(verdicts(), { lines: sampleLines() })).filter(
      (c) => c.attributes['classname'] === 'lanes',
    );
    expect(lanes.map((c) => Number(c.attributes['time']) > 0)).toEqual([true, true]);
    expect(parse(junitXml(verdicts(), { lines: sampleLines() })).children[0]?.attributes['timestamp']).toBe(
      '2026-01-02T03:04:05',
    );
  });

  it('keeps to the structure, for the sample and for hostile text', () => {
    check(parse(junitXml(verdicts(), { lines: sampleLines() })));
    check(parse(junitXml(hostile)));
    expect(casesOf(junitXml(hostile))).toHaveLength(1 + 1 + VERDICTS.length);
  });

  it('is well-formed for any text, and the same for the same input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...VERDICTS), (text, verdict) => {
        const run = verdicts({
          notes: [text],
          requirements: [
            requirement(text, verdict, { reason: text, statement: text, findings: [finding({ observed: text })] }),
          ],
        });
        const xml = junitXml(run);
        check(parse(xml));
        expect(junitXml(run)).toBe(xml);
      }),
    );
  });

  const xmllint = spawnSync('xmllint', ['--version']).status === 0;
  it.skipIf(!xmllint)('is valid by junit.xsd in xmllint (skipped where xmllint is not installed)', () => {
    const schema = fileURLToPath(new URL('junit.xsd', import.meta.url));
    const validate = (xml: string): string =>
      execFileSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], {
        input: xml,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    for (const run of [verdicts(), hostile, verdicts({ requirements: [], lanes: [] })])
      expect(() => validate(junitXml(run, { lines: sampleLines() }))).not.toThrow();
    expect(() => validate(junitXml(verdicts()).replace('classname=', 'class='))).toThrow(/classname/);
  });
});
