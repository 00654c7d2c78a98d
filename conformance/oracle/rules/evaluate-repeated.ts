import type { Course } from '../course/course.ts';
import { latestOf, type Content } from '../course/filing.ts';
import type { RaisedItem } from '../course/item.ts';
import type { OrderVersion } from '../course/version.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluateLimits } from './limits.ts';
import { versionText } from './version-text.ts';

const memberText = (course: Course, key: string): string => {
  const filing = course.state.filings.get(key);
  const reading = filing === undefined ? undefined : latestOf(filing)?.reading;
  if (reading?.result.kind === 'value') return `${reading.result.quantity.value} at ${reading.effective}`;
  return reading === undefined ? key : `${reading.result.kind} at ${reading.effective}`;
};

/** What the rule on repetition makes of a reading; `item`: the one that it is the last of. Source: contract, row `repeated`. */
export const evaluateRepeated = (
  course: Course,
  content: Content,
  version: OrderVersion,
  item: RaisedItem | undefined,
): Evaluation => {
  const own = evaluateLimits(content.reading, version);
  const rule = version.order.rules.find((r) => r.kind === 'repeated');
  const said = rule?.kind === 'repeated' ? `${rule.count} in ${rule.window.value} ${rule.window.unit}` : 'no such rule';
  if (item === undefined)
    return {
      ...own,
      family: 'repeated',
      call: undefined,
      why: `repeated: not the last of ${said} that are abnormal in one direction; ${own.why}`,
    };
  return {
    family: 'repeated',
    version,
    call: {
      kind: 'abnormal',
      interpretation: item.interpretation,
      mayAlso: [],
      limits: limitsOf(own, version),
      baselines: [],
    },
    interpretation: own.interpretation,
    features: own.features,
    why: `repeated: ${said}: ${item.members.map((key) => memberText(course, key)).join(', ')}; ${versionText(version, content.reading)}`,
  };
};

/** The limit that its last reading crossed: one bound of the reference interval. */
const limitsOf = (own: Evaluation, version: OrderVersion): NonNullable<Evaluation['call']>['limits'] =>
  own.call?.limits ??
  version.order.limits
    .filter((l) => l.tier === 'reference')
    .flatMap((l) => (own.interpretation === 'H' ? [l.high] : own.interpretation === 'L' ? [l.low] : []))
    .flatMap((value) => (value === undefined ? [] : [{ value, unit: version.order.unit }]));
