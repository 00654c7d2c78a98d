import type { CapacityResult, CapacityStep } from '../../conformance/load/capacity/capacity-result.ts';
import {
  type Block,
  type Cell,
  type Document,
  plain,
  said,
  type Section,
  toned,
} from '../../reports/document/document.ts';
import { boundText } from '../../conformance/load/latency/latency-table.ts';
import { quantileText } from '../../reports/model/latency-rows.ts';

const WORDS = {
  broke: 'did not hold',
  open: 'could not be proven to hold',
  void: 'was no evidence, because the harness or its machine was overcome first',
} as const;
const TONES = { held: 'good', broke: 'bad', few: 'open', open: 'open', void: 'open' } as const;

const stepRow = ({
  rate,
  seconds,
  verdict,
  items,
  neverSeen,
  quantiles,
  maxMs,
  run,
}: CapacityStep): readonly Cell[] => [
  plain(String(rate)),
  plain(`${seconds} s`),
  toned(TONES[verdict], verdict),
  plain(String(items)),
  plain(String(neverSeen)),
  ...(['p50', 'p99', 'p99.9'] as const).map((q) =>
    plain(quantiles === undefined ? '–' : quantileText(quantiles[q], items)),
  ),
  plain(maxMs === undefined ? '–' : `${boundText(maxMs)} ms`),
  plain(run),
];

const kneeText = ({ capacity, unproven, above }: CapacityResult): string => {
  const few = unproven === null ? '' : `up to ${unproven}/s nothing was wrong, and too few items came to prove it; `;
  const upper = `${few}${above === null ? 'no higher rate was played' : `${above.rate}/s ${WORDS[above.verdict]}`}`;
  return capacity === null
    ? `No rate was found at which everything held: ${upper}.`
    : `Capacity: ${capacity} readings/s, the highest rate at which everything held; ${upper}.`;
};

const floorText = ({ floor }: CapacityResult): readonly Block[] => {
  if (floor === undefined) return [];
  const { singlesPerSecond, ratio } = floor;
  const share = ratio === null ? '' : ` The capacity is ${ratio.toFixed(3)} of it.`;
  return [said(`Floor: ${singlesPerSecond.toFixed(0)} single posts a second of express and a commit alone.${share}`)];
};

const sections = (result: CapacityResult): readonly Section[] => [
  {
    heading: 'Evidence',
    blocks: [
      {
        kind: 'table',
        caption: 'Every rate in the order in which it was played',
        head: ['Readings/s', 'For', 'Verdict', 'Items', 'Never seen', 'p50', 'p99', 'p99.9', 'Max', 'Run'],
        rows: result.steps.map(stepRow),
      },
      ...result.steps
        .filter(({ why }) => why !== '')
        .map(({ rate, run, why }) => said(`${rate}/s (${run}): ${why.replace(/\.$/, '')}.`)),
      ...floorText(result),
      said(
        `Each rate was kept up for ${result.seconds} s or more: what queues up meanwhile and is within its deadline all the same goes unseen.`,
      ),
      ...(result.cutShort === undefined ? [] : [said(`The search was cut short: ${result.cutShort}.`)]),
    ],
  },
];

/** The search for people: the knee, and every rate with its evidence. */
export const capacityDocument = (result: CapacityResult): Document => ({
  title: `Capacity of ${result.sut}, load ${result.profile}`,
  headline: plain(kneeText(result)),
  lead: [],
  sections: sections(result),
});
