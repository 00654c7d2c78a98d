import { withdrawalText } from '../told-withdrawal.ts';
import { keyOf } from '../../../../contract/domain/index.ts';
import { bareKey } from '../../bare-key.ts';
import type { DemandFact, DueFact } from '../../facts.ts';
import { isOp } from '../../record/patient-record.ts';
import { instant } from '../../time/instant.ts';
import { localPart, showSpan } from '../../time/show-local.ts';
import type { DueSaid, ItemSaid, RecipientSaid } from '../explanation.ts';
import { atMost, type Point, point, type Section } from '../outline.ts';
import { linesText } from '../../lines-text.ts';
import { sightText } from './sight.ts';
import { lengthText } from './times.ts';

const MOST_ITEMS = 5;
const MOST_COPIES = 4;
const MOST_RECIPIENTS = 3;

/** `abnormal H`, `critical HH or abnormal H`. */
export const kindsText = ({ demand, items }: DemandFact): string => {
  const calls = demand.items.map((i) => [i.kind, ...i.interpretation].join(' '));
  const evaluated = demand.evaluations.flatMap((e) =>
    e.call === undefined ? [] : [[e.call.kind, ...e.call.interpretation].join(' ')],
  );
  const seen = items.map(({ latest }) => [latest.kind, ...latest.interpretation].join(' '));
  const named = [calls, evaluated, seen].find((texts) => texts.length > 0) ?? [`${demand.family} item`];
  return [...new Set(named)].join(' or ');
};

export const recipientPoints = (recipients: readonly RecipientSaid[]): readonly Point[] =>
  atMost(
    recipients.map((r) => point(`in the In Basket of ${bareKey(r.key)}: ${r.text}`, r.lines)),
    MOST_RECIPIENTS,
    'In Baskets that are right as well',
  );

const latePoint = ({ demand }: DemandFact, offsetMinutes: number): readonly Point[] => {
  const item = demand.items.at(-1);
  if (item === undefined) return [];
  const { effective } = item.content.reading;
  const { now } = item.raised;
  const apart = lengthText(now.low - instant(effective));
  const times = `measured ${localPart(effective)}, taken ${showSpan(now, offsetMinutes)}`;
  const word = { yes: 'late', no: 'not late', maybe: 'late or not, by the bounds of the clock' }[item.late];
  return [
    point(
      `${word}: ${times}, ${apart} ${item.late === 'no' ? 'apart; late is more than 1 h' : 'apart, more than 1 h'}`,
    ),
  ];
};

const withdrawalPoint = ({ fact, withdrawnBy }: ItemSaid): readonly Point[] => {
  const text = withdrawalText(fact.demand);
  const lines = withdrawnBy.map((op) => op.seq);
  return text === undefined ? [] : [point(`${text}${lines.length === 0 ? '' : `, by ${linesText(lines)}`}`, lines)];
};

/** An item can come of another reading's filing: of a late one, of a correction. */
const causeText = ({ fact, cause }: ItemSaid): string => {
  if (cause === undefined || !isOp(cause, 'reading.submit')) return '';
  const { identifier } = cause.act.reading;
  return fact.demand.filing.keys.has(keyOf(identifier)) ? '' : `, the filing of ${identifier.value}`;
};

const itemPoint = (said: ItemSaid, offsetMinutes: number): Point => {
  const { fact, cause, recipients } = said;
  const { demand } = fact;
  const name = `${kindsText(fact)} of order ${bareKey(demand.order.key)}`;
  const by = cause === undefined ? '' : `, raised by line ${cause.seq}${causeText(said)}`;
  if (demand.level === 'must-not')
    return point(`MUST NOT exist: ${name}`, [], [point(`no item: ${demand.why}`), point(sightText(fact))]);
  const most = demand.most > 1 ? `, up to ${demand.most} times` : '';
  return point(
    `${demand.level === 'must' ? 'MUST exist' : 'MAY exist'}: ${name}${by}${most}`,
    cause === undefined ? [] : [cause.seq],
    [
      ...recipientPoints(recipients),
      ...latePoint(fact, offsetMinutes),
      ...withdrawalPoint(said),
      point(sightText(fact)),
    ],
  );
};

const COPY = { must: 'MUST exist', may: 'MAY exist' } as const;

/** One item that falls due by itself, with when, for whom, and what was seen of it. */
const dueText = (fact: DueFact): string => `${COPY[fact.demand.level]}: ${fact.demand.why}`;

const copyPoint = ({ fact, recipients }: DueSaid, offsetMinutes: number): Point =>
  point(
    `${dueText(fact)}, due ${showSpan(fact.demand.due, offsetMinutes)}`,
    [],
    [...recipientPoints(recipients), point(sightText(fact))],
  );

/** The items that have to be, may be, or must not be and were seen, and the copies of the critical ones. */
export const itemSection = (items: readonly ItemSaid[], dues: readonly DueSaid[], offsetMinutes: number): Section => ({
  heading: 'The items',
  points: [
    ...atMost(
      items.map((item) => itemPoint(item, offsetMinutes)),
      MOST_ITEMS,
      'items',
    ),
    ...atMost(
      dues.filter((d) => d.tie === 'copy').map((d) => copyPoint(d, offsetMinutes)),
      MOST_COPIES,
      'copies',
    ),
  ],
});
