import { keyOf } from '../../contract/domain/index.ts';
import type { DrainSubject } from '../runner/drain-subjects.ts';
import type { SutProfile } from '../sut/profile.ts';
import type { LoadCast } from './cast.ts';
import type { SendTotals } from './send-recorder.ts';

/** Of so many patients on the inbox as a whole is read at the end, and no longer each one's record. */
const MOST_THOROUGH = 200;
/** Of 1,000 sends 999 are no later than this share of the tightest deadline, or the load is another than it says. */
const MOST_SLIP = 0.1;

/** How late the harness may be, ms. */
export const mostSlipMs = ({ deadlines }: Pick<SutProfile, 'deadlines'>): number =>
  MOST_SLIP * Math.min(deadlines.critical, deadlines.other);

/** Why a load was not the load that it says it is. */
export const voidsOf = (
  { missing, slipNs }: Pick<SendTotals, 'missing' | 'slipNs'>,
  dropped: number,
  profile: Pick<SutProfile, 'deadlines'>,
): readonly string[] => {
  const bound = mostSlipMs(profile);
  const unsent = missing.reduce((a, b) => a + b, 0);
  return [
    ...(dropped === 0 ? [] : [`k6 dropped ${dropped} sends, for no virtual user was free: this was another load`]),
    ...(unsent === 0 ? [] : [`of ${unsent} sends it is not known whether they were made`]),
    ...(slipNs / 1e6 <= bound
      ? []
      : [
          `sends were ${Math.round(slipNs / 1e6)} ms late, more than ${bound} ms (99.9 % of them, or half of fewer than 1,000): the harness was starved`,
        ]),
  ];
};

/** The patients of a load, for the end of a run. */
export const subjectsOf = (
  cast: LoadCast,
  laneOf: (person: number) => string,
  { doubtful }: SendTotals,
): DrainSubject[] => {
  const { people } = cast.stream;
  return Array.from({ length: people }, (_, person) => ({
    lane: laneOf(person),
    patient: cast.keysOf(person).patient,
    measures: new Set(['glucose'] as const),
    doubtful: new Map((doubtful.get(person) ?? []).map((id) => [keyOf(id), id])),
    ...(people > MOST_THOROUGH ? { sparing: true as const } : {}),
  }));
};
