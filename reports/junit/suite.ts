import type { Verdict } from '../../conformance/verdict/types.ts';
import { escapeAttribute, escapeMarkup } from '../text/xml.ts';
import { visible } from '../text/visible.ts';
import { OUTCOME, type Outcome } from './outcome.ts';

/** One test case: a requirement, a lane, or the run as a whole. */
export interface Case {
  readonly classname: string;
  readonly name: string;
  readonly seconds: number;
  readonly verdict: Verdict;
  /** Where it is not the usual outcome of that verdict. */
  readonly outcome?: Outcome;
  /** One sentence. */
  readonly message: string;
  /** The body of a failure or error, and of system-out for a case that passed. May be empty. */
  readonly detail: string;
}

export interface Suite {
  readonly name: string;
  readonly properties: readonly (readonly [string, string])[];
  readonly cases: readonly Case[];
}

/** Longest body of one case, in characters: some build servers keep whole reports in memory. */
const MAX_DETAIL = 20_000;

const attribute = (name: string, value: string | number): string =>
  ` ${name}="${typeof value === 'number' ? value : escapeAttribute(visible(value, 1000))}"`;
const seconds = (n: number): string => n.toFixed(3);
const cut = (text: string): string => (text.length > MAX_DETAIL ? `${text.slice(0, MAX_DETAIL)}\n… cut` : text);

const outcomeOf = (c: Case): Outcome => c.outcome ?? OUTCOME[c.verdict];

function body(c: Case): string {
  const outcome = outcomeOf(c);
  const message = attribute('message', `${c.verdict}: ${c.message}`);
  const text = escapeMarkup(cut(c.detail));
  if (outcome === 'passed')
    return c.verdict === 'PASS' && text === ''
      ? ''
      : `<system-out>${escapeMarkup(visible(`${c.verdict}: ${c.message}`, 1000))}${text === '' ? '' : `\n${text}`}</system-out>`;
  if (outcome === 'skipped') return `<skipped${message}/>`;
  return `<${outcome}${attribute('type', c.verdict)}${message}>${text}</${outcome}>`;
}

function caseXml(c: Case): string {
  const head = `    <testcase${attribute('classname', c.classname)}${attribute('name', c.name)} time="${seconds(c.seconds)}"`;
  const content = body(c);
  return content === '' ? `${head}/>` : `${head}>${content}</testcase>`;
}

const count = (cases: readonly Case[], outcome: Outcome): number =>
  cases.filter((c) => outcomeOf(c) === outcome).length;

/** The count attributes that suites and the whole report share. */
export const totals = (cases: readonly Case[]): string =>
  ` tests="${cases.length}" failures="${count(cases, 'failure')}" errors="${count(cases, 'error')}" skipped="${count(cases, 'skipped')}" time="${seconds(
    cases.reduce((sum, c) => sum + c.seconds, 0),
  )}"`;

/** One suite as XML. `timestamp` is local-date-time text without a zone, as Surefire writes it. */
export function suiteXml(suite: Suite, timestamp: string | undefined): string {
  const properties = suite.properties.map(
    ([n, v]) => `      <property${attribute('name', n)}${attribute('value', v)}/>`,
  );
  return [
    `  <testsuite${attribute('name', suite.name)}${totals(suite.cases)}${timestamp === undefined ? '' : attribute('timestamp', timestamp)}>`,
    ...(properties.length === 0 ? [] : ['    <properties>', ...properties, '    </properties>']),
    ...suite.cases.map(caseXml),
    '  </testsuite>',
  ].join('\n');
}
