import { bareKey } from '../../bare-key.ts';
import type { DemandFact, OrderFact } from '../../facts.ts';
import { fromText } from '../../rules/version-text.ts';
import type { PatientClock } from '../../time/patient-clock.ts';
import { showSpan } from '../../time/show-local.ts';
import type { OrderExplanation } from '../order.ts';
import { withdrawalText } from '../told-withdrawal.ts';
import { atMost, type Outline, type Point, point, told } from '../outline.ts';
import { linesText } from '../../lines-text.ts';
import { askedText, outcomeText } from '../phrases.ts';
import { kindsText, recipientPoints } from './items.ts';
import { LEVEL } from './rules.ts';
import { sightText, sightWord } from './sight.ts';
import { clockText } from './times.ts';

const MOST_SENT = 8;
const MOST_VERSIONS = 8;
const MOST_READINGS = 10;
const MOST_DUE = 8;

const demandedText = ({ accept, replay, reasons }: OrderFact): string => {
  const why = reasons.map((r) => r.why).join('; ');
  if (!accept) return `it had to be refused: ${why}`;
  if (replay) return 'it had to be accepted, as one that is there already';
  return reasons.length > 0 ? `either answer is right: ${why}` : 'it had to be accepted';
};

const sentPoint = (fact: OrderFact, clock: PatientClock, offset: number): Point => {
  const { op } = fact;
  const what = op.act.op === 'order.submit' ? 'ordered' : 'changed';
  return point(
    `line ${op.seq}, ${clockText(clock, op.sent, offset)}, ${what}, ${op.act.order.status}: ${outcomeText(op)}; ${demandedText(fact)}`,
    [op.seq],
  );
};

const readingPoint = (fact: DemandFact): Point => {
  const { demand } = fact;
  const lines = demand.filing.attempts.map((a) => a.op.seq);
  return point(
    `${LEVEL[demand.level]}: ${kindsText(fact)} about ${bareKey(demand.filing.key)} (${linesText(lines)}), ${sightWord(fact)}; ${demand.why}`,
    lines,
  );
};

const isLoud = ({ demand, items }: DemandFact): boolean => demand.level !== 'must-not' || items.length > 0;

const quietPoint = (demands: readonly DemandFact[]): readonly Point[] => {
  const quiet = new Set(demands.filter((f) => !isLoud(f)).map((f) => f.demand.filing));
  for (const fact of demands) if (isLoud(fact)) quiet.delete(fact.demand.filing);
  if (quiet.size === 0) return [];
  const lines = [...quiet].flatMap((f) => f.attempts.slice(0, 1).map((a) => a.op.seq));
  return [
    point(
      `MUST NOT: ${quiet.size} ${quiet.size === 1 ? 'reading raises' : 'readings raise'} nothing (${linesText(lines, 8)})`,
      lines,
    ),
  ];
};

const duePoint = ({ fact, recipients }: OrderExplanation['dues'][number], offset: number): Point => {
  const { demand } = fact;
  const withdrawal = withdrawalText(demand);
  const gone = withdrawal === undefined ? '' : `; ${withdrawal}`;
  return point(
    `${LEVEL[demand.level]}, due ${showSpan(demand.due, offset)}: ${demand.why}${gone}`,
    [],
    [...recipientPoints(recipients), point(sightText(fact))],
  );
};

/** The explanation of one order in words. `clock`: the system's, for the patient. */
export const orderOutline = (explained: OrderExplanation, clock: PatientClock): Outline => {
  const { order, offsetMinutes, sent, demands, dues } = explained;
  const first = order.ops[0]?.act.order;
  return {
    title: `Order ${bareKey(order.key)} of patient ${first?.patient.value ?? ''}: ${first?.measure ?? ''}, responsible ${first?.responsible.value ?? ''}`,
    sections: told(
      {
        heading: 'How it was sent',
        points: atMost(
          sent.map((f) => sentPoint(f, clock, offsetMinutes)),
          MOST_SENT,
          'times',
        ),
      },
      {
        heading: 'Its versions, each from when it holds',
        points:
          order.versions.length === 0
            ? [point('it was never taken: it admits and evaluates nothing')]
            : atMost(
                order.versions.map((v) =>
                  point(
                    `from ${fromText(v, offsetMinutes)} (line ${v.op.seq}): ${v.order.status}; ${askedText(v.order)}`,
                    [v.op.seq],
                  ),
                ),
                MOST_VERSIONS,
                'versions',
              ),
      },
      {
        heading: 'What it makes of readings',
        points: [...atMost(demands.filter(isLoud).map(readingPoint), MOST_READINGS, 'items'), ...quietPoint(demands)],
      },
      {
        heading: 'What fell due by itself',
        points: atMost(
          dues.map((d) => duePoint(d, offsetMinutes)),
          MOST_DUE,
          'items',
        ),
      },
    ),
  };
};
