import { writeFileSync } from 'node:fs';
import { mutants } from '../conformance/selftest/mutants/index.ts';
import type { HistoryLine } from '../conformance/history/lines.ts';
import type { RunVerdicts } from '../conformance/verdict/types.ts';
import type { Catalogue } from '../contract/requirements/load.ts';
import { reportHtml } from '../reports/html/report-html.ts';
import { junitXml } from '../reports/junit/junit-xml.ts';
import type { Suite } from '../reports/junit/suite.ts';
import type { RequirementTexts } from '../reports/model/requirement-text.ts';
import type { RunFolder } from './run-folder.ts';

/** What the catalogue adds to a verdict in every report. */
export const requirementTexts = (catalogue: Catalogue): RequirementTexts =>
  new Map(
    catalogue.requirements.map((r) => {
      const where = `docs/requirements.md#${r.id.toLowerCase()}`;
      const causes = mutants.filter((m) => m.requirement === r.id).map((m) => m.defect);
      return [r.id, { clause: `${r.clause}: ${r.rationale} (${where})`, source: r.source, causes, fix: r.fix }];
    }),
  );

/** Writes junit.xml, with further suites if there are any, and report.html of a run; returns the path of the page. */
export const writeReports = (
  folder: RunFolder,
  verdicts: RunVerdicts,
  lines: readonly HistoryLine[],
  catalogue: Catalogue,
  suites: readonly Suite[] = [],
): string => {
  const texts = requirementTexts(catalogue);
  writeFileSync(folder.file('junit.xml'), junitXml(verdicts, { lines, texts, suites }));
  const page = folder.file('report.html');
  writeFileSync(page, reportHtml({ verdicts, lines, requirementTexts: texts }));
  return page;
};
