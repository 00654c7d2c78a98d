import { keyOf, type StatusEvent } from '../../../contract/domain/index.ts';
import type { ItemLifeFact } from '../facts.ts';
import type { OpOf } from '../record/patient-record.ts';
import { APART, tryLocalInstant } from '../time/instant.ts';

type ItemAct = OpOf<'item.act'>;

/** Whoever finishes an item has seen it. */
const canBe = (event: StatusEvent, { act, outcome }: ItemAct): boolean =>
  outcome !== 'refused' && (act.act === event.status || (event.status === 'seen' && act.act === 'done'));

/** An actor is the key of a person; the value alone will do. */
const isBy = ({ actor }: StatusEvent, { act: { person } }: ItemAct): boolean =>
  actor === keyOf(person) || actor === person.value;

/** Told at the time of the act, as far as clocks may be apart. One without an answer may have landed since. */
const isThen = (event: StatusEvent, act: ItemAct, { clockDuring }: ItemLifeFact): boolean => {
  const at = tryLocalInstant(event.at)?.at;
  const { low, high } = clockDuring(act);
  return at !== undefined && low - APART <= at && (act.outcome === 'unknown' || at <= high + APART);
};

const wrongOf = (event: StatusEvent, fact: ItemLifeFact): string[] => {
  const acts = fact.acts.filter((act) => canBe(event, act));
  const by = acts.filter((act) => isBy(event, act));
  if (acts.length === 0) return [`its history says ${event.status} by ${event.actor}, but nobody did that`];
  if (by.length === 0)
    return [
      `its history says ${event.status} by ${event.actor}; it was ${acts.map((a) => a.act.person.value).join(' or ')}`,
    ];
  return by.some((act) => isThen(event, act, fact))
    ? []
    : [`its history says ${event.status} at ${event.at}; it was done in line ${by.map((a) => a.seq).join(' or ')}`];
};

/** A withdrawal is a step as well: what was withdrawn says when, and not at a time before anything called for it. */
const withdrawalFlaws = ({ item: { latest }, withdrawnFrom }: ItemLifeFact): string[] => {
  if (latest.status !== 'withdrawn') return [];
  const told = latest.history.findLast(({ status }) => status === 'withdrawn');
  if (told === undefined) return ['its history does not say when it was withdrawn'];
  const at = tryLocalInstant(told.at)?.at;
  const isEarly = withdrawnFrom !== undefined && (at === undefined || at < withdrawnFrom - APART);
  return isEarly ? [`its history says withdrawn at ${told.at}, before anything withdrew it`] : [];
};

/**
 * What is not so in the story that an item tells of itself: each step with who and when (contract, In Basket item says).
 * The story begins with the raising; what the SUT did by itself may have any name.
 */
export const storyFlaws = (fact: ItemLifeFact): readonly string[] => {
  const { history } = fact.item.latest;
  const [first] = history;
  return [
    ...(first?.status === 'new' ? [] : ['its history does not say when it was raised']),
    ...history.filter(({ actor }) => actor === '').map(({ status }) => `its history says ${status} by nobody`),
    ...history.filter(({ status }) => status === 'seen' || status === 'done').flatMap((event) => wrongOf(event, fact)),
    ...withdrawalFlaws(fact),
  ];
};
