import type { Verdict } from '../../conformance/verdict/types.ts';
import { differencesOf } from '../compare/differences.ts';
import { standingIn, type RunView } from '../compare/run-view.ts';
import { runVerdictIn, verdictIn } from '../compare/verdict-in.ts';
import { plain, said, toned, type Block, type Cell, type Document } from '../document/document.ts';
import { coverageOf, coverageText } from '../model/coverage.ts';
import { quantileText, rowName } from '../model/latency-rows.ts';
import { byCodeUnits } from '../model/tally.ts';
import { WORST_FIRST } from '../model/wording.ts';

/** Of a hash, to tell one catalogue from another. */
const HASH_LETTERS = 12;

/** How one requirement stands in each run, in the order of the runs; undefined: that run does not know it. */
interface MatrixRow {
  readonly requirement: string;
  readonly statement: string;
  readonly verdicts: readonly (Verdict | undefined)[];
  readonly isOpenEverywhere: boolean;
  readonly isSameEverywhere: boolean;
}

/** Columns by what tells the runs apart: the system and its version, and the run where that is not enough. */
export const columnNames = (views: readonly RunView[]): readonly string[] => {
  const systems = views.map(({ verdicts: { sut } }) => `${sut.name} ${sut.version}`);
  return systems.map((system, i) =>
    systems.filter((other) => other === system).length === 1 ? system : `${system} (${views[i]?.name ?? ''})`,
  );
};

const worst = ({ verdicts }: MatrixRow): number =>
  Math.min(...verdicts.map((v) => (v === undefined ? WORST_FIRST.length : WORST_FIRST.indexOf(v))));

/** Rows in which the runs differ first, then the worst first. */
export const matrixRows = (views: readonly RunView[]): readonly MatrixRow[] => {
  const by = views.map(({ verdicts }) => new Map(verdicts.requirements.map((r) => [r.requirement, r])));
  const ids = [...new Set(by.flatMap((of) => [...of.keys()]))].toSorted(byCodeUnits);
  const rows = ids.map((requirement): MatrixRow => {
    const found = by.map((of) => of.get(requirement));
    const stands = views.map((view, i) => standingIn(view.verdicts, found[i]));
    return {
      requirement,
      statement: found.find((r) => r !== undefined)?.statement ?? '',
      verdicts: found.map((r) => r?.verdict),
      isOpenEverywhere: stands.every((s) => s === 'open'),
      isSameEverywhere: new Set(stands).size === 1,
    };
  });
  return rows.toSorted((a, b) => Number(a.isSameEverywhere) - Number(b.isSameEverywhere) || worst(a) - worst(b));
};

const rowsBlock = (caption: string, views: readonly RunView[], rows: readonly MatrixRow[]): Block => ({
  kind: 'table',
  caption,
  head: ['Requirement', ...columnNames(views), 'Demands'],
  rows: rows.map((row) => [
    plain(row.requirement),
    ...row.verdicts.map((verdict, i) => verdictIn(views[i]?.verdicts, verdict)),
    plain(row.statement),
  ]),
});

const runsBlock = (views: readonly RunView[]): Block => {
  const facts: readonly (readonly [string, (view: RunView) => Cell])[] = [
    ['Verdict', ({ verdicts }) => runVerdictIn(verdicts)],
    ['Requirements', ({ verdicts }) => plain(coverageText(coverageOf(verdicts)))],
    ['Run', ({ name }) => plain(name)],
    ['Started', ({ run }) => plain(run?.started ?? 'not said')],
    ['Role', ({ run }) => plain(run === undefined ? 'not said' : (run.role ?? 'receiver'))],
    ['Claims', ({ run }) => plain(run?.scope?.join(', ') ?? 'no claim: whatever was played')],
    ['Seed', ({ run }) => plain(run === undefined ? 'not said' : String(run.seed))],
    ['Recorded with catalogue', ({ run }) => plain(run?.catalogue.slice(0, HASH_LETTERS) ?? 'not said')],
  ];
  return {
    kind: 'table',
    caption: 'The runs, judged again by one and the same oracle',
    head: ['', ...columnNames(views)],
    rows: facts.map(([name, of]) => [plain(name), ...views.map(of)]),
  };
};

/** What the runs have not in common, by the first of them. */
const graveOf = (views: readonly RunView[]): readonly string[] => {
  const [first, ...others] = views;
  if (first === undefined) return [];
  const all = others.flatMap((other) => differencesOf(first, other).filter((d) => d.isGrave));
  // Another system is what a matrix is for.
  return [...new Set(all.map((d) => d.what))].filter((what) => what !== 'system under test');
};

const latencyBlock = (views: readonly RunView[]): readonly Block[] => {
  const kinds = [...new Set(views.flatMap((v) => v.latencies.map(rowName)))];
  const rows = kinds.flatMap((kind) =>
    (['p50', 'p95', 'p99'] as const).map((quantile): readonly Cell[] => [
      plain(`${kind}, ${quantile}`),
      ...views.map(({ verdicts, latencies }) => {
        const row = latencies.find((l) => rowName(l) === kind);
        if (verdicts.isVoid) return toned('open', 'void');
        return row === undefined
          ? toned('open', 'no such items')
          : plain(quantileText(row.quantiles[quantile], row.samples));
      }),
    ]),
  );
  const never = views.map(({ latencies }) => latencies.find((l) => rowName(l) === 'all')?.neverSeen ?? 0);
  const unseen: readonly Cell[] = [
    plain('never seen'),
    ...never.map((n) => (n === 0 ? plain('0') : toned('open', String(n)))),
  ];
  return rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          caption: 'From the intended send of a reading to its item in sight, as intervals at 95 % confidence',
          head: ['Items', ...columnNames(views)],
          rows: [...rows, unseen],
        },
      ];
};

const headlineOf = (views: readonly RunView[], rows: readonly MatrixRow[]): Cell => {
  const differing = rows.filter((r) => !r.isSameEverywhere).length;
  const open = rows.filter((r) => r.isOpenEverywhere).length;
  const verdicts = views.map(({ verdicts: v }) => (v.isVoid ? 'VOID' : v.verdict)).join(', ');
  return plain(
    `${views.length} runs: ${verdicts}. They differ in ${differing} of ${rows.length} requirements; ${open} were judged in none.`,
  );
};

/** Runs side by side, vendors or versions: what differs first; what no run judged is counted and never green. */
export const matrixDocument = (views: readonly RunView[]): Document => {
  const rows = matrixRows(views);
  const [differing, alike] = [rows.filter((r) => !r.isSameEverywhere), rows.filter((r) => r.isSameEverywhere)];
  const judged = alike.filter((r) => !r.isOpenEverywhere);
  const open = alike.filter((r) => r.isOpenEverywhere);
  const grave = graveOf(views);
  const notes = views.flatMap(({ name, verdicts, remarks }) =>
    [...verdicts.notes, ...remarks].map((note) => toned('open', `${name}: ${note}`)),
  );
  return {
    title: 'Runs side by side',
    headline: headlineOf(views, rows),
    lead: [
      ...(grave.length === 0
        ? []
        : [said(toned('open', `! The runs are not of the same thing: ${grave.join('; ')}.`))]),
      runsBlock(views),
      ...(notes.length === 0 ? [] : [{ kind: 'list', items: notes } as const]),
    ],
    sections: [
      {
        heading: `Where the runs differ (${differing.length})`,
        blocks: differing.length === 0 ? [] : [rowsBlock('Requirements that do not stand alike', views, differing)],
      },
      {
        heading: `Where they stand alike (${judged.length})`,
        blocks: judged.length === 0 ? [] : [rowsBlock('Requirements that stand alike in every run', views, judged)],
      },
      { heading: 'Latencies', blocks: latencyBlock(views) },
      {
        heading: `Judged in no run (${open.length})`,
        blocks:
          open.length === 0
            ? []
            : [
                said('Nothing is said about these:'),
                said(
                  open
                    .map((r) => r.requirement)
                    .toSorted(byCodeUnits)
                    .join(' '),
                ),
              ],
      },
    ],
  };
};
