import type { HistoryLine } from '../history/lines.ts';
import type { ExpectedAnswer, ExpectedItem, Expectations } from '../oracle/expectations.ts';
import { isStanding } from './raise.test-helper.ts';
import { nameOf } from './readings.test-helper.ts';
import { isJudged, type Story, storyOf } from './story.test-helper.ts';
import { worldsOf } from './worlds.test-helper.ts';
import type { Item, Told, World } from './world.test-helper.ts';

const sorted = <T>(values: Iterable<T>): T[] => [...new Set(values)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

/** Every unit by the name that it has in `odd`. */
const namesOf = (story: Story): Map<number, string> =>
  new Map(story.units.flatMap((u) => u.moves.map((m) => [m.seq, u.whole ? u.name : `${m.seq}`] as const)));

const answerOf = (seq: number, told: readonly Told[]): ExpectedAnswer => {
  const taken = told.filter((t) => t.accept || t.stored === true);
  const again = taken.filter((t) => t.replay || t.stored === true);
  const refusals = sorted(told.flatMap((t) => (t.refusal === undefined ? [] : [t.refusal])));
  return {
    seq,
    accept: taken.length === 0 ? 'must-not' : refusals.length === 0 ? 'must' : 'may',
    replay: again.length === 0 ? 'no' : again.length === taken.length ? 'yes' : 'maybe',
    refusals,
  };
};

/** The worlds in which as little as possible but this operation went against the system. */
const worldsFor = (worlds: readonly World[], seq: number, name: string): World[] => {
  const telling = worlds.filter((w) => w.told.has(seq));
  const others = (w: World): number => w.odd.size - (w.odd.has(name) ? 1 : 0);
  const fewest = Math.min(...telling.map(others));
  return telling.filter((w) => others(w) === fewest);
};

const contentOf = (item: Item): string[] => {
  if (item.content !== undefined) return [item.content];
  if (item.rule === 'change') return isStanding(item) ? [item.call?.directions.join('+') ?? ''] : [];
  const gathers = item.members.length > 1 || item.version.order.rules.some((r) => r.kind === 'digest');
  const isDigest = item.rule === 'limits' && item.call?.kind === 'abnormal' && gathers;
  return isDigest && isStanding(item) ? [item.members.map(nameOf).toSorted().join(',')] : [];
};

const itemOf = (slot: string, worlds: readonly World[]): ExpectedItem => {
  const raised = worlds.map((w) => w.items.filter((i) => i.slot === slot));
  const all = raised.flat();
  return {
    slot,
    raised: sorted(raised.map((list) => list.length)),
    standing: sorted(raised.map((list) => list.filter(isStanding).length)),
    recipients: sorted(all.map((i) => i.recipient.value)),
    late: sorted(all.flatMap((i) => (i.late === undefined ? [] : [i.late]))),
    content: sorted(all.flatMap(contentOf)),
  };
};

/** What had to become of the courses that the history allows. */
export const expectationsOfWorlds = (story: Story, worlds: readonly World[]): Expectations => {
  const names = namesOf(story);
  const judged = story.units.flatMap((u) => u.moves).filter((m) => isJudged(m.act));
  const fewest = Math.min(...worlds.map((w) => w.odd.size));
  const consistent = worlds.filter((w) => w.odd.size === fewest);
  const slots = sorted(consistent.flatMap((w) => w.items.map((i) => i.slot)));
  return {
    answers: sorted(judged.map((m) => m.seq)).map((seq) =>
      answerOf(
        seq,
        worldsFor(worlds, seq, names.get(seq) ?? '').flatMap((w) => w.told.get(seq) ?? []),
      ),
    ),
    items: slots.map((slot) => itemOf(slot, consistent)),
  };
};

/** By brute force: every course of events that a history of few operations allows. Throws `TooManyWorlds`. */
export const naiveExpectationsOf = (lines: readonly HistoryLine[]): Expectations => {
  const story = storyOf(lines);
  return expectationsOfWorlds(story, worldsOf(story));
};
