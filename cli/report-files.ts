import { writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { mutants } from '../conformance/selftest/mutants/index.ts';
import { verdictsText } from '../conformance/judge.ts';
import type { RunVerdicts } from '../conformance/verdict/types.ts';
import type { Catalogue } from '../contract/requirements/load.ts';
import { annotations } from '../reports/annotations/annotations.ts';
import { badgeSvg } from '../reports/badge/badge-svg.ts';
import type { Section } from '../reports/document/document.ts';
import { documentMarkdown } from '../reports/document/to-markdown.ts';
import type { ReportInput } from '../reports/html/report-html.ts';
import { junitXml } from '../reports/junit/junit-xml.ts';
import type { Suite } from '../reports/junit/suite.ts';
import type { Delay } from '../reports/model/delays.ts';
import type { Shown } from '../reports/model/lines-shown.ts';
import type { RequirementTexts } from '../reports/model/requirement-text.ts';
import { runLineOf } from '../reports/model/run-facts.ts';
import { runDocument } from '../reports/run-summary/run-document.ts';
import { sarif } from '../reports/sarif/sarif.ts';
import { testReportBundle } from '../reports/testreport/test-report.ts';
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

/** Everything that the reports of one run are made from. */
export interface Reported {
  readonly folder: RunFolder;
  readonly verdicts: RunVerdicts;
  /** All lines, or of a long history what is shown of it; and figures over all of it. */
  readonly shown: Shown;
  /** How long each item took that had to come. */
  readonly delays: readonly Delay[];
  readonly catalogue: Catalogue;
  /** What else was tested in this run, and what else came of it. */
  readonly suites?: readonly Suite[];
  readonly sections?: readonly Section[];
}

/** Something that can be made of a run, by the name of its format. */
export interface Product {
  readonly format: string;
  readonly file: string;
  readonly text: () => string | Promise<string>;
}

/** Where the history lies for a reader who stands in the current folder; without a way up, which no URI should have. */
const historyPath = ({ file, name }: RunFolder): string => {
  const path = relative(process.cwd(), file('history.ndjson'));
  return path.startsWith('..') ? `${name}/history.ndjson` : path.split(sep).join('/');
};

/** What a run writes by itself. */
export const USUAL: readonly string[] = ['verdicts', 'junit', 'html', 'markdown'];

/** The page. Its charts' library is loaded here and not above: it would hold up every command that draws nothing. */
const page = async (input: ReportInput): Promise<string> => {
  const { reportHtml } = await import('../reports/html/report-html.ts');
  return reportHtml(input);
};

/** Every report that can be made of a run. */
export const productsOf = (reported: Reported): readonly Product[] => {
  const { folder, verdicts, shown, delays, catalogue, suites, sections } = reported;
  const { lines, whole } = shown;
  const texts = requirementTexts(catalogue);
  const run = runLineOf(lines);
  const more = { lines, texts };
  return [
    { format: 'verdicts', file: 'verdicts.json', text: () => verdictsText(verdicts) },
    { format: 'junit', file: 'junit.xml', text: () => junitXml(verdicts, { ...more, suites: suites ?? [] }) },
    {
      format: 'html',
      file: 'report.html',
      text: () => page({ verdicts, lines, whole, delays, requirementTexts: texts }),
    },
    {
      format: 'markdown',
      file: 'summary.md',
      text: () => documentMarkdown(runDocument(verdicts, { ...more, sections: sections ?? [] })),
    },
    { format: 'badge', file: 'badge.svg', text: () => badgeSvg(verdicts) },
    { format: 'sarif', file: 'results.sarif', text: () => sarif(verdicts, { ...more, history: historyPath(folder) }) },
    { format: 'testreport', file: 'testreport.json', text: () => testReportBundle(verdicts, run, texts) },
    {
      format: 'annotations',
      file: 'annotations.txt',
      text: () => annotations(verdicts, { run, suites: suites ?? [] }),
    },
  ];
};

export const FORMATS: readonly string[] = [
  'verdicts',
  'junit',
  'html',
  'markdown',
  'badge',
  'sarif',
  'testreport',
  'annotations',
];

/** Writes what a run writes by itself into its folder; returns the path of the page. */
export const writeReports = async (reported: Reported): Promise<string> => {
  const { folder } = reported;
  for (const { format, file, text } of productsOf(reported))
    if (USUAL.includes(format)) writeFileSync(join(folder.path, file), await text());
  return folder.file('report.html');
};
