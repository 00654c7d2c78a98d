import { keyOf, type Coverage, type Identifier } from '../../../contract/domain/index.ts';
import { bareKey } from '../bare-key.ts';
import type { OrderVersion } from '../course/version.ts';
import { latestVersions, type Stretch } from '../items/recipients.ts';
import type { OpOf } from '../record/patient-record.ts';
import { instant } from '../time/instant.ts';
import { showWritten } from '../time/show-local.ts';
import type { Span } from '../time/span.ts';
import type { RecipientSaid } from './explanation.ts';
import type { Understood } from './understood.ts';

type CoverageOp = OpOf<'coverage.set'>;
type Absence = Coverage['absences'][number];

/** How deep a chain of coverers is told; the contract goes three deep. */
const DEEPEST = 4;

/** Who is named, by which version, when, and by what word: `responsible`, `step 2`. */
export interface Naming {
  readonly versions: readonly OrderVersion[];
  readonly named: (version: OrderVersion) => Identifier;
  readonly as: string;
  readonly raised: Stretch;
  readonly now: Span;
}

const awayNow = (
  ops: readonly CoverageOp[],
  { raised, now }: Naming,
): { op: CoverageOp; absence: Absence } | undefined => {
  const op = ops.findLast((o) => o.outcome !== 'refused' && o.sent <= raised.to);
  const absence = op?.act.coverage.absences.find(
    ({ period }) => instant(period.start) <= now.high && instant(period.end) > now.low,
  );
  return op === undefined || absence === undefined ? undefined : { op, absence };
};

interface Chain {
  readonly text: string;
  readonly lines: readonly number[];
}

/** The coverers that lead from a named person to the one whose In Basket it is: who is away, until when, by which line. */
const chainTo = (all: Understood, naming: Naming, from: string, to: string): Chain => {
  const texts: string[] = [];
  const lines: number[] = [];
  let person = from;
  for (let deep = 0; deep < DEEPEST && person !== to; deep += 1) {
    const away = awayNow(all.surroundings.coverage.of(person), naming);
    if (away?.absence.coveredBy === undefined) break;
    const { period, coveredBy } = away.absence;
    texts.push(`${bareKey(person)} is away until ${showWritten(period.end)}, covered by ${coveredBy.value}`);
    lines.push(away.op.seq);
    person = keyOf(coveredBy);
  }
  return { text: texts.join('; '), lines };
};

/** Why an item stays with a person who is away. */
const staysWith = (all: Understood, naming: Naming, key: string): Chain => {
  const away = awayNow(all.surroundings.coverage.of(key), naming);
  if (away === undefined) return { text: '', lines: [] };
  const why = away.absence.coveredBy === undefined ? 'nobody covers' : 'the coverers are away, or lead back';
  return { text: `away, but ${why}`, lines: [away.op.seq] };
};

const one = (all: Understood, naming: Naming, key: string): RecipientSaid => {
  const latest = latestVersions(naming.versions, naming.raised, naming.now);
  const candidates = latest.length > 0 ? latest : naming.versions.slice(0, 1);
  const own = candidates.find((v) => keyOf(naming.named(v)) === key);
  const by = own ?? candidates[0];
  const version = by === undefined ? '' : ` by the version of line ${by.op.seq}`;
  const named = by === undefined ? key : keyOf(naming.named(by));
  const { text, lines } = own === undefined ? chainTo(all, naming, named, key) : staysWith(all, naming, key);
  const who = own === undefined ? `for ${bareKey(named)}, ${naming.as}${version}` : `${naming.as}${version}`;
  return {
    key,
    text: text === '' ? who : `${who}: ${text}`,
    lines: [...(by === undefined ? [] : [by.op.seq]), ...lines],
  };
};

/** Each In Basket that an item may lie in, and why: the latest version names it, or who covers does. Source: contract, rows `escalation`, `coverage`. */
export const recipientsSaid = (all: Understood, naming: Naming, keys: ReadonlySet<string>): readonly RecipientSaid[] =>
  [...keys].map((key) => one(all, naming, key));
