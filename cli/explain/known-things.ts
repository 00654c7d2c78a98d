import { checks } from '../../conformance/checks/index.ts';
import { mutants } from '../../conformance/selftest/mutants/index.ts';
import { caseExplained } from '../../contract/cases/explained.ts';
import { loadCases } from '../../contract/cases/load.ts';
import { REFUSALS } from '../../contract/codes/refusals.ts';
import { loadCatalogue } from '../../contract/requirements/load.ts';
import type { Requirement } from '../../contract/requirements/requirement.ts';
import { findScenario, scenarioNames } from '../scenarios.ts';

type Explain = (id: string) => string | undefined;

const fields = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n');
};

/** What becomes of a requirement, by how far it is built. */
const STANDING: Readonly<Record<Requirement['built'], (scope: string) => string>> = {
  spine: (scope) => `scope ${scope}`,
  oracle: () => 'not built yet: certify does not play it; judged in any history that exercises it in full',
  later: () => 'not built yet: never part of a verdict',
};

const requirement: Explain = (id) => {
  const r = loadCatalogue().byId(id.toUpperCase());
  if (r === undefined) return undefined;
  const check = checks.find((c) => c.requirement === r.id);
  const broken = mutants.filter((m) => m.requirement === r.id);
  const worked = loadCases().filter((c) => c.requirements.includes(r.id));
  return [
    `${r.id}  ${r.level}  ${r.role}  ${STANDING[r.built](r.scope)}`,
    '',
    `  ${r.statement}`,
    '',
    fields([
      ['clause', r.clause],
      ['source', r.source],
      ['why', r.rationale],
      ['to fix', r.fix],
      ...(r.capability === undefined ? [] : [['only with', r.capability] as const]),
      ...(r.untested === undefined ? [] : [['untested', r.untested] as const]),
      ...(check === undefined ? [] : [['check', `${check.sentence}; the twins differ in ${check.factor}`] as const]),
      ...worked.map((c) => ['worked', `case ${c.number}: ${c.title}`] as const),
      ...broken.map((m) => ['caught', `${m.name}: ${m.defect}`] as const),
      ...(r.built === 'spine' ? [['to judge', `vitalproof certify --only ${r.id}`] as const] : []),
    ]),
  ].join('\n');
};

const workedCase: Explain = (id) => {
  const found = loadCases().find((c) => c.name === id || String(c.number) === id || `case-${c.number}` === id);
  return found && caseExplained(found);
};

const refusal: Explain = (id) => {
  const known = Object.entries(REFUSALS).find(([code]) => code === id);
  if (known === undefined) return undefined;
  const [code, r] = known;
  const v2 = 'err3' in r ? `ERR-3 ${r.err3}, ${'ack' in r ? r.ack : ''}` : 'no such case';
  return `refusal ${code}\n\n  ${r.text}\n\n${fields([
    ['FHIR', `HTTP ${r.http}, issue.code ${r.issue}`],
    ['HL7 v2', v2],
  ])}`;
};

const scenario: Explain = (id) => {
  if (!scenarioNames().includes(id)) return undefined;
  const s = findScenario(id);
  return [
    `scenario ${s.name}: ${s.title}`,
    '',
    ...(s.about === undefined ? [] : [`  ${s.about.trim()}`, '']),
    fields([
      ['bindings', s.bindings.join(', ')],
      ['patients', Object.keys(s.patients).join(', ')],
      ['acts', String(s.acts.length)],
    ]),
  ].join('\n');
};

const mutant: Explain = (id) => {
  const m = mutants.find((x) => x.name === id);
  return m && `mutant ${m.name}\n\n  ${m.defect}; ${m.requirement} must fail`;
};

/** Every id that `explained` knows. */
export const knownIds = (): readonly string[] => [
  ...loadCatalogue().requirements.map((r) => r.id),
  ...loadCases().map((c) => c.name),
  ...Object.keys(REFUSALS),
  ...scenarioNames(),
  ...mutants.map((m) => m.name),
];

/** A requirement, worked case, refusal code, scenario or mutant in full, by its id; undefined: nothing is called so. */
export const explained = (id: string): string | undefined => {
  for (const attempt of [requirement, workedCase, refusal, scenario, mutant]) {
    const text = attempt(id);
    if (text !== undefined) return text;
  }
  return undefined;
};
