import type { Reading } from '../../../contract/domain/index.ts';
import type { Content } from '../course/filing.ts';
import type { FoundFact } from '../facts.ts';
import { equalNumbers } from '../items/content.ts';
import { sameInstant } from '../time/instant.ts';

export const resultText = ({ result, effective }: Reading): string =>
  `${result.kind === 'value' ? `${result.quantity.value} ${result.quantity.unit}` : result.kind} at ${effective}`;

/** Two contents say the same of value and time. */
export const saysSame = (a: Reading, b: Reading): boolean => {
  if (!sameInstant(a.effective, b.effective) || a.result.kind !== b.result.kind) return false;
  if (a.result.kind !== 'value' || b.result.kind !== 'value') return true;
  const [left, right] = [a.result.quantity, b.result.quantity];
  return equalNumbers(left.value, right.value) && left.unit === right.unit;
};

/** Found with a content that another had replaced. */
export const isOld = ({ filing, current, found: [shown] }: FoundFact): boolean =>
  shown !== undefined &&
  !current.some((c) => saysSame(c.reading, shown.reading)) &&
  filing.contents.some((c) => saysSame(c.reading, shown.reading));

/**
 * A content that came after another in every course. Where the one before it was never answered, it may be what was
 * filed first: a correction of what is not there is a reading of its own.
 */
export const isLaterVersion = ({ filing }: FoundFact, { by }: Content): boolean =>
  filing.firsts.every((first) => first?.by.seq !== by.seq);

/** Found, saying what this content says, and as a later version where it is one for certain. */
export const isShownAs = (fact: FoundFact, content: Content): boolean => {
  const [shown] = fact.found;
  if (shown === undefined || !saysSame(content.reading, shown.reading)) return false;
  return shown.version > 1 || !isLaterVersion(fact, content);
};
