import type { Catalogue } from '../../contract/requirements/load.ts';
import type { Requirement } from '../../contract/requirements/requirement.ts';
import { BASE_SCOPE } from '../../contract/requirements/scopes.ts';
import type { EndLine, RunLine } from '../history/lines.ts';
import { WHOLE_RUN } from '../verdict/notes.ts';
import { runVerdict } from '../verdict/run-verdict.ts';
import { GATES, type RequirementVerdict, type RunVerdicts, type Verdict } from '../verdict/types.ts';
import { type Attempt, standsAgainst } from './attempts/attempts.ts';
import { type Claimed, claimedBy, roleOf } from './scope.ts';
import type { EvidenceClass } from './statement.ts';
import type { Waiver } from './waivers.ts';

/** Everything that decides whether a run is worth a certificate. */
export interface Evidence {
  /** The first line of the history. */
  readonly run: Claimed & Pick<RunLine, 'selected'>;
  /** The last one; undefined: the run was cut off. */
  readonly end: Pick<EndLine, 'skipped'> | undefined;
  readonly verdicts: RunVerdicts;
  readonly catalogue: Catalogue;
  /** Attempts before this one, under the same nonce. */
  readonly earlier: readonly Attempt[];
  /** Those that hold. */
  readonly waivers: readonly Waiver[];
  /** Who signs: nobody waives for himself. */
  readonly evidence: EvidenceClass;
}

/** A requirement that the certificate says nothing about, and why. */
export interface NotCovered {
  readonly requirement: string;
  readonly why: string;
}

/** What a run comes to. */
export interface Conclusion {
  readonly certified: boolean;
  readonly result: 'PASSED' | 'WARNED' | 'FAILED';
  /** What keeps it from being certified, a sentence each. */
  readonly blocking: readonly string[];
  readonly passed: readonly string[];
  readonly warned: readonly string[];
  /** Of the scope, whatever was not met or not judged and is not waived. */
  readonly failed: readonly string[];
  readonly waived: readonly string[];
  readonly notCovered: readonly NotCovered[];
}

/** A system is certified by a harness that was shown to fail one: a run without a canary shows nothing of it. */
const isWithoutCanary = ({ gates }: RunVerdicts): boolean =>
  gates.some((g) => g.gate === 'canary' && g.verdict === 'NOT_APPLICABLE');

const gatesThatBlock = ({ gates }: RunVerdicts): readonly string[] => {
  const missing = GATES.filter((gate) => !gates.some((g) => g.gate === gate)).map((gate) => `gate ${gate}: is missing`);
  const failed = gates
    .filter(({ verdict }) => !['PASS', 'WARN', 'NOT_APPLICABLE'].includes(verdict))
    .map(({ gate, verdict, reason }) => `gate ${gate}: ${verdict}, ${reason}`);
  return [...missing, ...failed];
};

const GREEN: readonly Verdict[] = ['PASS', 'WARN'];

/**
 * The verdict on the run as a whole, were what is waived met with a reservation. Lanes have no say in it: what fails one
 * fails its requirement, and that may be the one that is waived.
 */
const wholeBut = (waived: ReadonlySet<string>, { verdicts, run, end }: Evidence): Verdict =>
  runVerdict({
    requirements: verdicts.requirements.map(({ requirement, verdict }) => ({
      requirement,
      verdict: waived.has(requirement) && !GREEN.includes(verdict) ? 'WARN' : verdict,
    })),
    lanes: [],
    gates: verdicts.gates,
    whole: (end?.skipped ?? []).filter((s) => s.lane === WHOLE_RUN).map((s) => s.verdict),
    selected: run.selected,
  });

type Standing = 'passed' | 'warned' | 'failed' | 'not covered';

const standingOf = (requirement: Requirement, verdict: Verdict): Standing => {
  if (verdict === 'PASS') return 'passed';
  if (verdict === 'WARN') return 'warned';
  if (verdict === 'NOT_APPLICABLE') return 'not covered';
  return verdict === 'NOT_RUN' && requirement.untested !== undefined ? 'not covered' : 'failed';
};

/**
 * Whether a run is worth a certificate of its scope, and what the certificate says. Pure: `verify` draws the conclusion
 * again from what it re-judged, and it has to be the same. Nothing that was not judged counts as met.
 */
export const conclude = (from: Evidence): Conclusion => {
  const { run, verdicts, catalogue, earlier, waivers, evidence } = from;
  const { inside: inScope, outside: beyond } = claimedBy(run, catalogue);
  const ids = new Set(inScope.map((r) => r.id));
  const by = new Map<string, RequirementVerdict>(verdicts.requirements.map((r) => [r.requirement, r]));
  const waivedIds = new Set(waivers.flatMap((w) => ('requirement' in w ? [w.requirement] : [])));
  const waivedAttempts = new Set(waivers.flatMap((w) => ('attempt' in w ? [w.attempt] : [])));
  const stands = inScope.map((r) => {
    const verdict = by.get(r.id)?.verdict ?? 'NOT_RUN';
    return { r, verdict, standing: standingOf(r, verdict), reason: by.get(r.id)?.reason ?? 'never judged' };
  });
  const bad = stands.filter((s) => s.standing === 'failed');
  const outside = verdicts.requirements.filter((r) => !ids.has(r.requirement));
  const broken = outside.filter((r) => r.verdict === 'FAIL' && !waivedIds.has(r.requirement));
  const attempts = earlier.filter((a) => standsAgainst(a, verdicts.sut.version) && !waivedAttempts.has(a.number));
  const named = [
    ...(verdicts.isVoid ? ['the run is void: the harness itself failed'] : []),
    ...(waivers.length > 0 && evidence === 'self-attested'
      ? ['waivers count only where somebody else than the maker signs']
      : []),
    ...(inScope.length === 0 ? ['the scope holds no requirement'] : []),
    ...(roleOf(run) === 'receiver' && run.scope?.includes(BASE_SCOPE) === false
      ? [`the scope ${BASE_SCOPE} is not claimed, on which every other stands`]
      : []),
    ...bad.filter((s) => !waivedIds.has(s.r.id)).map((s) => `${s.r.id}: ${s.verdict}, ${s.reason}`),
    ...broken.map((r) => `${r.requirement}, outside the scope: FAIL, ${r.reason}`),
    ...gatesThatBlock(verdicts),
    ...(isWithoutCanary(verdicts) ? ['gate canary: the run played none'] : []),
    ...attempts.map(
      (a) =>
        `attempt ${a.number} of this version ${a.verdict === 'unfinished' ? 'was broken off' : `ended ${a.verdict}`}`,
    ),
  ];
  const whole = waivedIds.size === 0 ? verdicts.verdict : wholeBut(waivedIds, from);
  const blocking = named.length === 0 && !GREEN.includes(whole) ? [`the run as a whole: ${whole}`] : named;
  const certified = blocking.length === 0;
  const pick = (standing: Standing): readonly string[] =>
    stands.filter((s) => s.standing === standing).map((s) => s.r.id);
  const waived = bad.map((s) => s.r.id).filter((id) => waivedIds.has(id));
  const reserved =
    pick('warned').length + waived.length > 0 ||
    attempts.length < earlier.filter((a) => standsAgainst(a, verdicts.sut.version)).length;
  return {
    certified,
    result: !certified ? 'FAILED' : reserved ? 'WARNED' : 'PASSED',
    blocking,
    passed: pick('passed'),
    warned: pick('warned'),
    failed: bad.map((s) => s.r.id).filter((id) => !waivedIds.has(id)),
    waived,
    notCovered: [
      ...stands
        .filter((s) => s.standing === 'not covered')
        .map((s) => ({
          requirement: s.r.id,
          why: s.verdict === 'NOT_RUN' ? `not tested: ${s.r.untested ?? ''}` : s.reason,
        })),
      ...beyond.map(({ requirement, why }) => ({ requirement: requirement.id, why })),
    ],
  };
};
