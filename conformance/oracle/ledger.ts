import type { Finding, Report, Sink } from './finding.ts';

/** Findings kept of each outcome; beyond that they are only counted. */
const KEPT = 50;

/** What one requirement came to, over the lanes given to it. */
export interface Tally {
  must: number;
  mustNot: number;
  may: number;
  broken: number;
  undecided: number;
  warned: number;
  readonly findings: Finding[];
  kept: { broken: number; undecided: number; warned: number; readonly met: Set<string> };
}

export interface LaneTally {
  must: number;
  broken: number;
  undecided: number;
  warned: number;
}

const emptyTally = (): Tally => ({
  must: 0,
  mustNot: 0,
  may: 0,
  broken: 0,
  undecided: 0,
  warned: 0,
  findings: [],
  kept: { broken: 0, undecided: 0, warned: 0, met: new Set() },
});

/**
 * Counts every finding, and keeps of each requirement all broken and undecided ones (at most 50 of
 * each), those with a reservation (at most 50) and the first met of each polarity and binding (at most 6).
 */
export class Ledger implements Sink {
  readonly requirements = new Map<string, Tally>();
  readonly lanes = new Map<string, LaneTally>();

  report(requirement: string, report: Report): void {
    const tally = this.#tally(requirement);
    const lane = this.lane(report.lane);
    if (report.polarity === 'must') {
      tally.must += 1;
      lane.must += 1;
    } else tally.mustNot += 1;
    if (report.outcome === 'broken') {
      tally.broken += 1;
      lane.broken += 1;
    } else if (report.outcome === 'undecided') {
      tally.undecided += 1;
      lane.undecided += 1;
    } else if (report.warning !== undefined) {
      tally.warned += 1;
      lane.warned += 1;
    }
    if (this.#keep(tally, report)) tally.findings.push(written(requirement, report));
  }

  may(requirement: string, lane: string): void {
    this.#tally(requirement).may += 1;
    this.lane(lane);
  }

  lane(name: string): LaneTally {
    const known = this.lanes.get(name);
    if (known !== undefined) return known;
    const fresh: LaneTally = { must: 0, broken: 0, undecided: 0, warned: 0 };
    this.lanes.set(name, fresh);
    return fresh;
  }

  #tally(requirement: string): Tally {
    const known = this.requirements.get(requirement);
    if (known !== undefined) return known;
    const fresh = emptyTally();
    this.requirements.set(requirement, fresh);
    return fresh;
  }

  #keep({ kept }: Tally, { outcome, polarity, warning, lane }: Report): boolean {
    if (outcome !== 'met') return (kept[outcome] += 1) <= KEPT;
    if (warning !== undefined) return (kept.warned += 1) <= KEPT;
    const side = `${polarity} ${bindingOf(lane)}`;
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
