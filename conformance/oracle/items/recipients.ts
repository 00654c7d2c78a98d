import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import type { Ambience } from '../course/ambience.ts';
import { isInError, type OrderVersion } from '../course/version.ts';
import type { Hops } from '../people/coverage-book.ts';
import { after, type Span } from '../time/span.ts';

/** A monotonic stretch. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Versions that can have been the latest at some moment of the stretch, in which the SUT's clock showed `now`. */
export const latestVersions = (
  versions: readonly OrderVersion[],
  { from, to }: Stretch,
  now: Span,
): readonly OrderVersion[] => {
  const reachable = versions.filter((v) => v.moment.from <= to && after(v.from, now) !== 'yes');
  // A version is past when one accepted after it, with no earlier instant, had been taken and held before the stretch.
  const isPast = (v: OrderVersion): boolean =>
    reachable.some(
      (w) =>
        w.moment.step > v.moment.step &&
        w.moment.to <= from &&
        w.from.high <= now.low &&
        (isInError(w) || w.from.low >= v.from.low),
    );
  return reachable.filter((v) => !isPast(v));
};

const latestOver = (versions: readonly OrderVersion[], stretch: Stretch, now: Span): readonly OrderVersion[] => {
  const latest = latestVersions(versions, stretch, now);
  const [first] = versions;
  return latest.length > 0 || first === undefined ? latest : [first];
};

const nowOver = ({ clock }: Pick<Ambience, 'clock'>, { from, to }: Stretch): Span =>
  clock.over(from, Number.isFinite(to) ? to : from);

/**
 * Keys of the In Baskets that an item raised within a stretch may lie in: what the latest version names, or
 * who covers, at some instant of it. Source: contract, Evaluation ("recipients by the latest version").
 */
export const recipientsOf = (
  versions: readonly OrderVersion[],
  named: (version: OrderVersion) => Identifier,
  stretch: Stretch,
  ambience: Pick<Ambience, 'clock' | 'coverage'>,
): ReadonlySet<string> => {
  const now = nowOver(ambience, stretch);
  const candidates = latestOver(versions, stretch, now);
  return new Set(candidates.flatMap((v) => ambience.coverage.route(named(v), stretch.from, stretch.to, now)));
};

/** How deep the ways to who covers go, of everybody whom the latest version names within a stretch. */
export const hopsOver = (
  versions: readonly OrderVersion[],
  named: (version: OrderVersion) => Identifier,
  stretch: Stretch,
  ambience: Pick<Ambience, 'clock' | 'coverage'>,
): readonly Hops[] => {
  const now = nowOver(ambience, stretch);
  return latestOver(versions, stretch, now).map((v) => ambience.coverage.hops(named(v), stretch.from, stretch.to, now));
};

/** Keys of whom the latest version names within a stretch, whether away or not. */
export const namedOver = (
  versions: readonly OrderVersion[],
  named: (version: OrderVersion) => Identifier,
  stretch: Stretch,
  ambience: Pick<Ambience, 'clock'>,
): ReadonlySet<string> =>
  new Set(latestOver(versions, stretch, nowOver(ambience, stretch)).map((v) => keyOf(named(v))));
