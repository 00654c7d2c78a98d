import { bareKey, bareKeys } from '../../bare-key.ts';
import type { DemandFact } from '../../facts.ts';
import { showSpan } from '../../time/show-local.ts';
import type { DueSaid, Membership, ReadingExplanation } from '../explanation.ts';
import { atMost, type Point, point, type Section } from '../outline.ts';
import { linesText } from '../../lines-text.ts';

const MOST_RULES = 8;
const MOST_TIES = 4;

export const LEVEL = { must: 'MUST', 'must-not': 'MUST NOT', may: 'MAY' } as const;

const ITEM = {
  must: 'an item MUST exist',
  'must-not': 'an item MUST NOT exist',
  may: 'an item MAY exist',
} as const;

const rulePoint = ({ demand }: DemandFact): Point => {
  const others = [...new Set(demand.evaluations.map((e) => e.why))].filter((why) => why !== demand.why);
  const lines = demand.evaluations.flatMap((e) => (e.version === undefined ? [] : [e.version.op.seq]));
  return point(
    `${demand.why}: ${ITEM[demand.level]}`,
    lines,
    others.slice(0, 3).map((why) => point(`or ${why}`)),
  );
};

/** `digest: it joined the item of FIRST (raised by line 4), instead of an item of its own; members FIRST, SECOND`. */
export const membershipPoint = ({ item, left }: Membership): Point => {
  const rule = item.rule === 'repeated' ? 'repeated' : 'digest';
  const verb = left ? 'left' : item.rule === 'repeated' ? 'is a member of' : 'joined';
  const gone = item.withdrawn === undefined ? '' : `; withdrawn (${item.withdrawn.reason})`;
  return point(
    `${rule}: it ${verb} the item of ${bareKey(item.reading)} (raised by line ${item.cause.seq})` +
      `${left ? '' : ', instead of an item of its own'}; members ${bareKeys(item.members.slice(0, 6))}${gone}`,
    [item.cause.seq],
  );
};

const duePoint = ({ fact, tie }: DueSaid, offsetMinutes: number): Point | undefined => {
  const { demand } = fact;
  const due = showSpan(demand.due, offsetMinutes);
  const order = `order ${bareKey(demand.order.key)}`;
  switch (tie) {
    case 'closed':
      return point(
        `missing: it closed the item of ${order} that was due ${due} (${demand.withdrawal.reasons.join(' or ')})`,
      );
    case 'raised':
      return point(`missing: what became of it left ${order} without data since ${due}, which raised an item`);
    case 'counted':
      return point(`summary: it counts in the one of ${order} that is due ${due}`);
    case 'copy':
      return undefined;
  }
};

/** What each rule of each order made of a reading. */
export const ruleSection = (told: ReadingExplanation): Section => ({
  heading: 'What the rules made of it',
  points:
    told.filed === 'no'
      ? [point('it is not filed, so no rule looks at it')]
      : [
          ...atMost(told.rules.map(rulePoint), MOST_RULES, 'rules'),
          ...atMost(told.memberships.map(membershipPoint), MOST_TIES, 'items that it belongs to'),
          ...atMost(
            told.dues.flatMap((d) => duePoint(d, told.offsetMinutes) ?? []),
            MOST_TIES,
            'items that fell due',
          ),
          ...(told.measuredFrom.length === 0
            ? []
            : [
                point(
                  `change: it is measured from ${told.measuredFrom
                    .map((c) => `${c.text} (${linesText(c.lines)})`)
                    .slice(0, 4)
                    .join(', ')}`,
                ),
              ]),
          ...(told.baselineOf.length === 0
            ? []
            : [point(`change: the change of ${bareKeys(told.baselineOf.slice(0, 5))} is measured from it`)]),
        ],
});
