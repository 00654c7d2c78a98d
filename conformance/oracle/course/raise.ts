import type { WithdrawalReason } from '../../../contract/domain/index.ts';
import { DAY, HOUR } from '../time/instant.ts';
import { after, exactly } from '../time/span.ts';
import type { Course } from './course.ts';
import type { Content, Filing, SubmitOp } from './filing.ts';
import { type Moment, notBefore } from './moment.ts';
import { type RaisedItem, slotOf, standsOf } from './item.ts';
import type { Step } from './step.ts';
import type { OrderVersion } from './version.ts';
import { effectiveTime } from '../record/kept-reading.ts';

/** Older than this when the filing that raises came: no item. More than the other: late. Source: contract (Late). */
const TOO_OLD = 7n * DAY;
const LATE = HOUR;

/** What an item is to be about; the rest follows from the step. */
export type Proposal = Pick<
  RaisedItem,
  'order' | 'rule' | 'kind' | 'interpretation' | 'members' | 'version' | 'content'
> &
  Partial<Pick<RaisedItem, 'digest'>> & {
    readonly filing: Filing;
    /** Other readings that it takes. */
    readonly also?: readonly Content[];
  };

/** Items that concern a reading under one order and rule, oldest first, with their numbers. Most readings have none. */
export const itemsAbout = (
  { state: { itemsOf, items } }: Course,
  order: string,
  rule: RaisedItem['rule'],
  reading: string,
): readonly (readonly [string, RaisedItem])[] => {
  const ids = itemsOf.get(reading);
  if (ids === undefined) return NONE;
  return ids.flatMap((id) => {
    const item = items.get(id);
    return item !== undefined && item.rule === rule && item.order === order ? [[id, item] as const] : [];
  });
};

const NONE: readonly (readonly [string, RaisedItem])[] = [];

/** Notes that an item concerns a reading. */
export const index = (step: Step, reading: string, id: string): void => {
  const { itemsOf } = step.course.state;
  const known = itemsOf.get(reading) ?? [];
  if (!known.includes(id)) itemsOf.set(reading, [...known, id]);
};

/** An item is raised no earlier than its readings were filed as they now are. */
const momentOf = (step: Step, { content, also = [] }: Proposal): Moment =>
  [content, ...also].reduce((moment, { moment: filed }) => notBefore(moment, filed), step.moment);

/** Raises an item, unless its reading is more than 7 days old. Returns its number. */
export const raise = (step: Step, proposal: Proposal, cause: SubmitOp): string | undefined => {
  const { filing, digest, order, rule, kind, interpretation, members, version, content } = proposal;
  const effective = effectiveTime(proposal.content.reading).at;
  if (step.isPast(effective + TOO_OLD)) return undefined;
  const { items, raisings } = step.course.state;
  const raised = momentOf(step, proposal);
  const bare: RaisedItem = {
    order,
    rule,
    kind,
    interpretation,
    members,
    version,
    content,
    reading: filing.key,
    nth: 1,
    raised,
    cause,
    late: after(raised.now, exactly(effective + LATE)),
    digest,
    updates: 0,
    done: undefined,
    seen: undefined,
    withdrawn: undefined,
    lost: undefined,
  };
  const slot = slotOf(bare);
  const nth = (raisings.get(slot) ?? 0) + 1;
  const id = `${slot}#${nth}`;
  raisings.set(slot, nth);
  items.set(id, { ...bare, nth });
  for (const member of new Set([filing.key, ...members])) index(step, member, id);
  return id;
};

/** Items under one order and rule that concern a reading and were not withdrawn, with their numbers. */
export const standing = (
  step: Step,
  order: string,
  rule: RaisedItem['rule'],
  reading: string,
): readonly (readonly [string, RaisedItem])[] => stood(itemsAbout(step.course, order, rule, reading));

const stood = (items: readonly (readonly [string, RaisedItem])[]): readonly (readonly [string, RaisedItem])[] =>
  items.length === 0 ? items : items.filter(([, item]) => standsOf(item));

/** Withdraws an item, with the reason. A done one stays: it only shows what happened. */
export const withdraw = (step: Step, id: string, reason: WithdrawalReason): void => {
  const { items } = step.course.state;
  const item = items.get(id);
  if (item === undefined || item.done !== undefined || !standsOf(item)) return;
  items.set(id, { ...item, withdrawn: { reason, at: step.moment } });
};

/** A done item whose reading calls for it no more. */
export const lose = (step: Step, id: string, reason: WithdrawalReason): void => {
  const { items } = step.course.state;
  const item = items.get(id);
  if (item?.done === undefined || item.lost !== undefined) return;
  items.set(id, { ...item, lost: { reason, at: step.moment } });
};

export const update = (
  step: Step,
  id: string,
  change: Partial<Pick<RaisedItem, 'members' | 'content' | 'interpretation'>>,
): void => {
  const { items } = step.course.state;
  const item = items.get(id);
  if (item !== undefined) items.set(id, { ...item, ...change, updates: item.updates + 1 });
};

export const evaluatorIn = (content: Content | undefined, order: string): OrderVersion | undefined =>
  content?.evaluators.find((e) => e.order === order)?.version;

/**
 * The version whose limit an item names: that by which its reading is judged as it now stands, which a correction may have
 * moved to another's time. Of repetition: the one that it was raised by.
 */
export const versionSaid = ({ rule, order, content, version }: RaisedItem): OrderVersion =>
  rule === 'repeated' ? version : (evaluatorIn(content, order) ?? version);

/** Why an item goes when its own reading was corrected or erased. */
export const ownReason = (content: Content | undefined, otherwise: boolean): WithdrawalReason =>
  content === undefined ? 'entered-in-error' : otherwise ? 'corrected-otherwise' : 'corrected-to-normal';
