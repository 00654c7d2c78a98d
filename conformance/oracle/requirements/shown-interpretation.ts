import type { Interpretation } from '../../../contract/domain/index.ts';
import type { FoundFact } from '../facts.ts';
import { bareKey } from '../bare-key.ts';
import type { Applied } from '../derive/shown-contents.ts';
import type { Out } from './judge.ts';

/** From the mildest on; those of one row are equally severe. */
const SEVERITY: readonly (readonly Interpretation[])[] = [['N'], ['L', 'H'], ['LL', 'HH']];

const LIMIT_SIDE = new Set<string>(['N', 'L', 'H', 'LL', 'HH']);

/** The most severe of one choice for every order; of two that are equally severe either. '' is none. */
const worst = (chosen: readonly (Interpretation | undefined)[]): readonly string[] => {
  for (const equals of SEVERITY.toReversed()) {
    const found = equals.filter((i) => chosen.includes(i));
    if (found.length > 0) return found;
  }
  return [''];
};

/** Every interpretation that the orders can have come to together. At most 64 combinations are tried. */
const possible = (orders: readonly Applied[]): Set<string> | undefined => {
  let combined: (Interpretation | undefined)[][] = [[]];
  for (const { evaluations } of orders) {
    const choices = new Set(evaluations.map((e) => e?.interpretation));
    combined = combined.flatMap((before) => [...choices].map((choice) => [...before, choice]));
    if (combined.length > 64) return undefined;
  }
  return new Set(combined.flatMap(worst));
};

const tolerated = (expected: ReadonlySet<string>, shown: string): boolean =>
  expected.has(shown) || (shown === 'N' && expected.has(''));

const why = (orders: readonly Applied[]): string =>
  [
    ...new Set(
      orders.flatMap((o) => o.evaluations.map((e) => e?.why ?? `order ${bareKey(o.order.key)} was not active`)),
    ),
  ].join('; ');

/**
 * The interpretation is readable with the reading: the most severe over all orders. U and D (a change)
 * and > and < (off the meter's scale) may stand beside it. `asked`: whether so many active
 * orders are asked about.
 */
export const shownInterpretation = (fact: FoundFact, out: Out, asked: (orders: number) => boolean): void => {
  const [shown] = fact.found;
  if (shown === undefined || fact.current.length === 0 || fact.current.some((c) => c.erased)) return;
  const orders = fact.applied();
  const active = orders.filter(({ versions }) => versions.some((v) => v !== undefined));
  if (!asked(active.length)) return;
  const expected = orders.length === 0 ? undefined : possible(orders);
  if (expected === undefined) return;
  const seen = shown.interpretation.filter((i) => LIMIT_SIDE.has(i)).join('+');
  const abnormal = [...expected].some((e) => e !== 'N' && e !== '');
  out.report({
    lane: fact.lane,
    polarity: abnormal ? 'must' : 'must-not',
    outcome: tolerated(expected, seen) ? 'met' : 'broken',
    subject: { patient: fact.patient, reading: fact.filing.key },
    expected: () => `interpretation ${[...expected].map((e) => (e === '' ? 'none' : e)).join(' or ')}: ${why(orders)}`,
    observed: () => `interpretation ${seen === '' ? 'none' : seen} (line ${fact.read.seq})`,
    lines: [...fact.filing.attempts.map((a) => a.op.seq), fact.read.seq],
  });
};
