import type { Finding, Report, Sink } from './finding.ts';
import { byRank, type Rank } from './rank.ts';

/** Findings kept of each outcome; beyond that they are only counted. */
const KEPT = 50;

/** What one requirement came to, over the lanes given to it. */
export interface Tally {
  must: number;
  mustNot: number;
  may: number;
  /** Of `may`: what more than the reachable states that are carried left open. */
  overflow: number;
  broken: number;
  undecided: number;
  warned: number;
  readonly findings: Finding[];
  /** Of each finding: when it was made. */
  readonly ranks: Rank[];
  kept: { broken: number; undecided: number; warned: number; readonly met: Set<string> };
}

export interface LaneTally {
  must: number;
  mustNot: number;
  broken: number;
  undecided: number;
  warned: number;
}

const COUNTS = ['must', 'mustNot', 'may', 'overflow', 'broken', 'undecided', 'warned'] as const;
const LANE_COUNTS = ['must', 'mustNot', 'broken', 'undecided', 'warned'] as const;

const emptyTally = (): Tally => ({
  must: 0,
  mustNot: 0,
  may: 0,
  overflow: 0,
  broken: 0,
  undecided: 0,
  warned: 0,
  findings: [],
  ranks: [],
  kept: { broken: 0, undecided: 0, warned: 0, met: new Set() },
});

/** What one ledger holds, without anything that it does. */
export type LedgerPart = Pick<Ledger, 'requirements' | 'lanes' | 'broken'>;

/**
 * Counts every finding, and keeps of each requirement all broken and undecided ones (at most 50 of
 * each), those with a reservation (at most 50) and the first met of each polarity and binding (at most 6).
 */
export class Ledger implements Sink {
  readonly requirements = new Map<string, Tally>();
  readonly lanes = new Map<string, LaneTally>();
  /** Of each lane: how often each requirement was broken. Whether that fails the lane is for its level to say. */
  readonly broken = new Map<string, Map<string, number>>();
  /** Of what is reported from now on. */
  rank: Rank = 0;
  /** The lane that was counted for last: the next one is nearly always the same. */
  #last: { readonly name: string; readonly lane: LaneTally } | undefined;
  readonly #sides = new Map<string, Readonly<Record<Report['polarity'], string>>>();

  /** Of several oracles that had a share each of one history: what one oracle of all of it would hold. */
  static of(parts: readonly LedgerPart[]): Ledger {
    const ledger = new Ledger();
    for (const part of parts) ledger.#count(part);
    for (const id of ledger.requirements.keys())
      ledger.#keepFirst(
        id,
        parts.flatMap(({ requirements }) => requirements.get(id) ?? []),
      );
    return ledger;
  }

  report(requirement: string, report: Report): void {
    const tally = this.#tally(requirement);
    const lane = this.lane(report.lane);
    if (report.polarity === 'must') {
      tally.must += 1;
      lane.must += 1;
    } else {
      tally.mustNot += 1;
      lane.mustNot += 1;
    }
    if (report.outcome === 'broken') {
      tally.broken += 1;
      lane.broken += 1;
      this.#breaks(report.lane, requirement);
    } else if (report.outcome === 'undecided') {
      tally.undecided += 1;
      lane.undecided += 1;
    } else if (report.warning !== undefined) {
      tally.warned += 1;
      lane.warned += 1;
    }
    if (this.#keep(tally, report)) {
      tally.findings.push(written(requirement, report));
      tally.ranks.push(this.rank);
    }
  }

  /** Counts one more that was met without reservation, if enough like it are kept already; false: it must be reported. */
  met(requirement: string, laneName: string, polarity: Report['polarity']): boolean {
    const tally = this.#tally(requirement);
    if (!tally.kept.met.has(this.#side(laneName, polarity))) return false;
    if (this.#last?.name !== laneName) this.#last = { name: laneName, lane: this.lane(laneName) };
    const { lane } = this.#last;
    if (polarity === 'must') {
      tally.must += 1;
      lane.must += 1;
    } else {
      tally.mustNot += 1;
      lane.mustNot += 1;
    }
    return true;
  }

  /** Whether one that was met is kept already of this side, so that a further one is only counted. */
  hasMet(requirement: string, laneName: string, polarity: Report['polarity']): boolean {
    return this.requirements.get(requirement)?.kept.met.has(this.#side(laneName, polarity)) === true;
  }

  /** Counts several at once that are only counted: met without reservation (see `hasMet`), or left free. */
  count(requirement: string, laneName: string, side: Report['polarity'] | 'may', times: number): void {
    const tally = this.#tally(requirement);
    const lane = this.lane(laneName);
    if (side === 'must') {
      tally.must += times;
      lane.must += times;
    } else if (side === 'must-not') {
      tally.mustNot += times;
      lane.mustNot += times;
    } else tally.may += times;
  }

  may(requirement: string, lane: string, why?: 'too-many-states'): void {
    const tally = this.#tally(requirement);
    tally.may += 1;
    if (why !== undefined) tally.overflow += 1;
    this.lane(lane);
  }

  lane(name: string): LaneTally {
    const known = this.lanes.get(name);
    if (known !== undefined) return known;
    const fresh: LaneTally = { must: 0, mustNot: 0, broken: 0, undecided: 0, warned: 0 };
    this.lanes.set(name, fresh);
    return fresh;
  }

  #count({ requirements, lanes, broken }: LedgerPart): void {
    for (const [id, part] of requirements) {
      const tally = this.#tally(id);
      for (const count of COUNTS) tally[count] += part[count];
    }
    for (const [name, part] of lanes) {
      const lane = this.lane(name);
      for (const count of LANE_COUNTS) lane[count] += part[count];
    }
    for (const [lane, counts] of broken) for (const [id, times] of counts) this.#breaks(lane, id, times);
  }

  /** Each part kept its own first ones, and the first of all are among them. */
  #keepFirst(id: string, parts: readonly Tally[]): void {
    const tally = this.#tally(id);
    const all = parts.flatMap(({ findings, ranks }) =>
      findings.map((finding, i) => ({ finding, rank: ranks[i] ?? 0 })),
    );
    for (const { finding, rank } of all.sort((a, b) => byRank(a.rank, b.rank)))
      if (this.#keep(tally, finding)) {
        tally.findings.push(finding);
        tally.ranks.push(rank);
      }
    for (const outcome of ['broken', 'undecided', 'warned'] as const) tally.kept[outcome] = tally[outcome];
  }

  #breaks(lane: string, requirement: string, times = 1): void {
    const counts = this.broken.get(lane) ?? new Map<string, number>();
    this.broken.set(lane, counts.set(requirement, (counts.get(requirement) ?? 0) + times));
  }

  #tally(requirement: string): Tally {
    const known = this.requirements.get(requirement);
    if (known !== undefined) return known;
    const fresh = emptyTally();
    this.requirements.set(requirement, fresh);
    return fresh;
  }

  #side(lane: string, polarity: Report['polarity']): string {
    let sides = this.#sides.get(lane);
    if (sides === undefined) {
      const binding = bindingOf(lane);
      this.#sides.set(lane, (sides = { must: `must ${binding}`, 'must-not': `must-not ${binding}` }));
    }
    return sides[polarity];
  }

  #keep({ kept }: Tally, { outcome, polarity, warning, lane }: Omit<Report, 'expected' | 'observed'>): boolean {
    if (outcome !== 'met') return (kept[outcome] += 1) <= KEPT;
    if (warning !== undefined) return (kept.warned += 1) <= KEPT;
    const side = this.#side(lane, polarity);
    return !kept.met.has(side) && kept.met.add(side).size > 0;
  }
}

/** A lane is `scenario/binding`; the harness's own lanes have no binding. */
const bindingOf = (lane: string): 'fhir' | 'hl7v2' | 'other' => {
  const binding = lane.slice(lane.lastIndexOf('/') + 1);
  return binding === 'fhir' || binding === 'hl7v2' ? binding : 'other';
};

const written = (requirement: string, { expected, observed, lines, ...rest }: Report): Finding => ({
  requirement,
  ...rest,
  expected: expected(),
  observed: observed(),
  lines: [...new Set(lines)].sort((a, b) => a - b),
});
