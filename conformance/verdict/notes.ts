import type { Catalogue } from '../../contract/requirements/load.ts';
import type { OracleResult } from '../oracle/oracle-result.ts';
import type { GateVerdict } from './types.ts';
import { msText, tolerated } from './gates/harness-on-time.ts';
import { attestedNotes } from '../scopes/attested.ts';
import { recordedNotes } from './recorded-notes.ts';

/** A lane name that stands for the whole run in an `end` line's `skipped`. */
export const WHOLE_RUN = '*';

/** Said by the run's own end, its lanes and its requirements already. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set(['PASS', 'NOT_APPLICABLE']);

const lagNote = ({ run, end }: OracleResult, gates: readonly GateVerdict[]): readonly string[] =>
  end !== undefined &&
  end.lag > tolerated(run.deadlines) &&
  gates.some((g) => g.gate === 'harness-on-time' && g.verdict === 'PASS')
    ? [
        `The harness itself lagged by up to ${msText(end.lag)}, more than 1 % of the tightest deadline; every interval is charged with it.`,
      ]
    : [];

const overflowNote = ({ ledger }: OracleResult): readonly string[] => {
  const open = [...ledger.requirements].filter(([, tally]) => tally.overflow > 0);
  const counts = open.map(([id, tally]) => `${id} ${tally.overflow}`).sort();
  return open.length === 0
    ? []
    : [
        `More states were possible than the oracle carries, and what followed was left open (MAY): ${counts.join(', ')}.`,
      ];
};

const catalogueNotes = ({ run, ledger }: OracleResult, catalogue: Catalogue): readonly string[] => {
  const known = new Set(catalogue.requirements.map((r) => r.id));
  return [
    ...(run.catalogue === catalogue.hash
      ? []
      : ['The run was recorded with another version of the catalogue than it is judged by.']),
    ...run.selected
      .filter((id) => !known.has(id))
      .map((id) => `The run selected ${id}, which the catalogue does not know.`),
    ...[...ledger.requirements]
      .filter(([id, tally]) => !known.has(id) && tally.broken > 0)
      .map(([id]) => `${id} is broken, but the catalogue does not know it.`),
  ];
};

/** What voids or limits a run as a whole, for people, one sentence each. */
export const notesOf = (
  result: OracleResult,
  catalogue: Catalogue,
  gates: readonly GateVerdict[],
): readonly string[] => [
  ...(result.end === undefined ? ['The history has no end line: the run was cut off, and no absence is proven.'] : []),
  ...lagNote(result, gates),
  ...(result.end?.skipped ?? [])
    .filter((s) => s.lane === WHOLE_RUN)
    .map((s) => `The whole run: ${s.verdict}, ${s.reason}`),
  ...gates
    .filter((g) => !SAID_ELSEWHERE.has(g.verdict) && g.gate !== 'complete' && g.gate !== 'exercised')
    .map((g) => `Gate ${g.gate}: ${g.verdict}, ${g.reason}.`),
  ...attestedNotes(result.run),
  ...recordedNotes(result.run.recorded ?? []),
  ...overflowNote(result),
  ...catalogueNotes(result, catalogue),
];
