import { isGone, withdrawalText } from '../told-withdrawal.ts';
import { bareKeys } from '../../bare-key.ts';
import type { AttemptSaid, ItemSaid, ReadingExplanation } from '../explanation.ts';
import { atMost, type Point, point, type Section } from '../outline.ts';
import { linesText } from '../../lines-text.ts';
import { kindsText } from './items.ts';
import { LEVEL, membershipPoint } from './rules.ts';
import { sightWord } from './sight.ts';

const MOST = 4;

/** Why a reading is not filed: by the contract, or because the system did otherwise than it had to. */
const notFiled = ({ attempts }: ReadingExplanation): Point => {
  const linesOf = (some: readonly AttemptSaid[]): readonly number[] => some.map((a) => a.attempt.op.seq);
  const reasons = attempts.flatMap((a) => a.attempt.expectation.reasons);
  const why = [...new Set(reasons.map((r) => r.why))].slice(0, 2).join('; or ');
  const wronged = attempts.filter((a) => a.level === 'accept' && a.attempt.op.outcome === 'refused');
  const apart = attempts.flatMap((a) => a.gates.filter((g) => g.said === 'apart'));
  const [setApart] = apart;
  if (setApart !== undefined)
    return point(`it is kept apart, so an item MUST NOT exist: gate ${setApart.gate}: ${setApart.text}`);
  if (attempts.every((a) => a.takenFor === 'tombstone' || a.takenFor === 'replay'))
    return point('it was taken back before it came, so nothing is filed and an item MUST NOT exist');
  if (wronged.length > 0)
    return point(
      'it had to be accepted, but was refused: nothing is filed, so an item MUST NOT exist',
      linesOf(wronged),
    );
  if (attempts.some((a) => a.level !== 'refuse'))
    return point(`it is not filed, which is right, so an item MUST NOT exist${why === '' ? '' : `: ${why}`}`);
  const taken = attempts.filter((a) => a.attempt.op.outcome === 'ok');
  const though = taken.length === 0 ? '' : `, though ${linesText(linesOf(taken))} was accepted`;
  return point(`it MUST NOT be filed${though}, so an item MUST NOT exist: ${why}`);
};

/** Of each order without an item, what its limits say: they are what most people ask about. */
const quietOf = ({ rules }: ReadingExplanation): readonly Point[] => {
  const quiet = rules.filter((f) => f.demand.level !== 'must' && f.demand.items.length === 0 && f.items.length === 0);
  const byOrder = new Map(quiet.toReversed().map((f) => [f.demand.order.key, f]));
  return [...byOrder.values()]
    .toReversed()
    .map((f) => point(`${LEVEL[f.demand.level]}: no item of its own; ${f.demand.why}`));
};

const calledFor = ({ fact, recipients }: ItemSaid): Point => {
  const who =
    recipients.length === 0
      ? ''
      : ` for ${bareKeys(
          recipients.map((r) => r.key),
          ' or ',
        )}`;
  const { level } = fact.demand;
  const withdrawal = withdrawalText(fact.demand);
  const gone = withdrawal === undefined ? '' : `, and ${withdrawal}`;
  return point(`${LEVEL[level]}: ${kindsText(fact)}${who}${gone}: ${sightWord(fact)}; ${fact.demand.why}`);
};

/** What stands is what most people ask about; what was withdrawn again comes after it. */
const standingFirst = (a: ItemSaid, b: ItemSaid): number =>
  Number(isGone(a.fact.demand)) - Number(isGone(b.fact.demand));

/** The answer first: what must, must not or may exist, and why. */
export const inShort = (told: ReadingExplanation): Section => {
  const { filed, items, memberships } = told;
  const points =
    filed === 'no' && items.length === 0
      ? [notFiled(told)]
      : [
          ...(filed === 'maybe' ? [point('whether it is filed is open, see below')] : []),
          ...items.toSorted(standingFirst).map(calledFor),
          ...(items.length > 0 ? [] : quietOf(told)),
          ...(items.length > 0 ? [] : memberships.filter((m) => !m.left).map(membershipPoint)),
        ];
  return { heading: 'In short', points: atMost(points, MOST, 'items') };
};
