import { keyOf, type Order } from '../../contract/domain/index.ts';
import type { Act } from '../history/lines.ts';
import { DAY, HOUR, type Instant, instantOf, lengthOf, MINUTE, SECOND } from './instant.test-helper.ts';
import type { Candidate } from './schedule.test-helper.ts';
import type { Story, Unit } from './story.test-helper.ts';

const mayNever = (unit: Unit): boolean => unit.moves.every((m) => m.outcome === 'unknown');

/** Stated, without a name or a state of its own by which a system could know it again: it is taken anew each time. */
const isAnew = ({ op }: Act): boolean => op === 'coverage.set' || op === 'source.set';

/** The same operation once more, answered: an operation that nobody answered takes effect no more after it. */
const answeredAgain = (story: Story, unit: Unit): Unit | undefined => {
  if (unit.moves.some((m) => isAnew(m.act))) return undefined;
  const text = JSON.stringify(unit.moves.map((m) => m.act));
  return story.units.find(
    (u) =>
      u !== unit &&
      u.sent >= unit.sent &&
      u.moves.every((m) => m.outcome === 'ok') &&
      JSON.stringify(u.moves.map((m) => m.act)) === text,
  );
};

/** Until when a unit may take effect. */
const lastOf = (story: Story, unit: Unit): Instant =>
  mayNever(unit) ? (answeredAgain(story, unit)?.settled ?? story.end) : unit.settled;

const actsOf = (units: readonly Unit[]): Act[] => units.flatMap((u) => u.moves.map((m) => m.act));
const ordersOf = (units: readonly Unit[]): Order[] =>
  actsOf(units).flatMap((a) => (a.op === 'order.submit' || a.op === 'order.change' ? [a.order] : []));
const effectivesOf = (units: readonly Unit[]): Instant[] =>
  actsOf(units).flatMap((a) => (a.op === 'reading.submit' ? [instantOf(a.reading.effective)] : []));

const startOf = (order: Order): Instant => instantOf(order.period.start);
const fromOf = (order: Order): Instant => instantOf(order.effectiveFrom ?? order.period.start);

/** Ends of what is only known to lie in an interval. */
const bounds = (story: Story): Instant[] => [
  story.end,
  ...story.units.flatMap((u) => (mayNever(u) ? [u.sent] : [u.sent, u.settled])),
  ...[...story.sightings.values()].map((s) => s.by),
  ...story.proofs.map((p) => p.by),
];

const summaryMarks = (story: Story, order: Order): Instant[] => {
  const rule = order.rules.find((r) => r.kind === 'summary');
  if (rule?.kind !== 'summary') return [];
  const period = lengthOf(rule.period);
  const marks: Instant[] = [];
  for (let end = startOf(order) + period; end <= story.end; end += period) marks.push(end + 60n * SECOND);
  return marks;
};

/** Times from the creation of a critical item to its copies. */
const escalationTimes = (order: Order): bigint[] => {
  const steps = order.rules.filter((r) => r.kind === 'escalation').sort((a, b) => a.step - b.step);
  let sum = 0n;
  return steps.map((s) => (sum += lengthOf(s.after)));
};

/** When something may fall due by itself. */
const timers = (story: Story): Instant[] => {
  const orders = ordersOf(story.units);
  const periods = orders.flatMap((o) => o.rules.flatMap((r) => (r.kind === 'missing' ? [lengthOf(r.period)] : [])));
  const since = [...effectivesOf(story.units), ...orders.flatMap((o) => [startOf(o), fromOf(o)])];
  const changes = periods.length === 0 ? [] : orders.flatMap((o) => [startOf(o), fromOf(o), instantOf(o.period.end)]);
  // A copy goes to whom its own instant asks for, which follows from that of its item.
  const marks = [...bounds(story), ...routes(story)];
  const copies = orders.flatMap(escalationTimes).flatMap((t) => marks.flatMap((at) => [at + t, at - t]));
  const dues = periods.flatMap((p) => since.map((at) => at + p));
  return [...changes, ...dues, ...copies, ...orders.flatMap((o) => summaryMarks(story, o))];
};

/** When the person that an item goes to may change. */
const routes = (story: Story): Instant[] => [
  ...ordersOf(story.units).map(fromOf),
  ...actsOf(story.units).flatMap((a) =>
    a.op === 'coverage.set'
      ? a.coverage.absences.flatMap(({ period }) => [period.start, period.end].map(instantOf))
      : [],
  ),
];

/** A grant that is older than a withdrawal counts until the withdrawal's own instant has come. */
const withdrawals = (story: Story): Instant[] =>
  actsOf(story.units).flatMap((a) =>
    a.op === 'permission.set' && a.permission.status === 'withdrawn' ? [instantOf(a.permission.at)] : [],
  );

const ends = (story: Story): Instant[] => ordersOf(story.units).flatMap((o) => [fromOf(o), instantOf(o.period.end)]);
/** A late reading may raise the item of another one: each has its own hour. */
const hourOld = (story: Story): Instant[] => effectivesOf(story.units).map((at) => at + HOUR);
const weekOld = (story: Story): Instant[] => effectivesOf(story.units).map((at) => at + 7n * DAY);

/** Instants at which it makes a difference, whatever else happens, whether an act comes before or after. */
const turningPoints = (story: Story, act: Act): Instant[] => {
  switch (act.op) {
    case 'order.submit':
    case 'order.change': {
      const backdate = BigInt(story.run.policies.backdateDays) * DAY;
      const { order } = act;
      const own = [startOf(order) + backdate, fromOf(order) + backdate, fromOf(order) + 5n * MINUTE];
      return [...own, ...effectivesOf(story.units), ...ends(story), ...timers(story), ...routes(story)];
    }
    case 'reading.submit': {
      const at = instantOf(act.reading.effective);
      const expiries = actsOf(story.units).flatMap((a) => (a.op === 'source.set' ? [instantOf(a.source.expires)] : []));
      const over = story.run.policies.afterEnd === 'refuse' ? ends(story) : [];
      return [
        at - 5n * MINUTE,
        ...hourOld(story),
        ...weekOld(story),
        ...expiries,
        ...over,
        ...routes(story),
        ...timers(story),
      ];
    }
    case 'tracker.set':
      return ends(story);
    case 'permission.set':
      return [...(story.run.portal === true ? ends(story) : []), ...withdrawals(story)];
    case 'coverage.set':
    case 'item.act':
      return timers(story);
    default:
      return [];
  }
};

const ascending = (list: Iterable<Instant>): Instant[] =>
  [...new Set(list)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));

const middles = (points: readonly Instant[]): Instant[] => points.slice(1).map((p, i) => ((points[i] ?? p) + p) / 2n);

/** All instants at which the raising of an item may differ, those between included. */
const raisingCells = (story: Story): Instant[] => {
  const points = ascending([...bounds(story), ...routes(story), ...weekOld(story), ...timers(story)]);
  return ascending([...points, ...middles(points)]);
};

/** What it submits is seen at that instant, so it was filed before, unless it was sent then. */
const isSight = ({ proofs }: Story, unit: Unit, at: Instant): boolean =>
  unit.sent < at &&
  actsOf([unit]).some(
    (a) => a.op === 'reading.submit' && proofs.some((p) => p.by === at && p.reading === keyOf(a.reading.identifier)),
  );

/**
 * For each unit every cell of time in which it may take effect: turning points by themselves, and one
 * instant for each gap between what is next to each other. An end of an interval is a cell of its own
 * only where two intervals touch; so is an instant inside it at which something else took effect or was seen.
 */
const candidatesOf = (story: Story): Candidate[] => {
  const open = story.units.filter((u) => u.sent < lastOf(story, u));
  const turns = new Set(actsOf(open).flatMap((act) => turningPoints(story, act)));
  const points = ascending([...bounds(story), ...turns]);
  const gaps = middles(points);
  const within = (unit: Unit, p: Instant): boolean => unit.sent <= p && p <= lastOf(story, unit);
  return story.units.map((unit): Candidate => {
    const last = lastOf(story, unit);
    const never = mayNever(unit);
    if (unit.sent >= last) return { unit, never, cells: [unit.sent] };
    const isEnd = (p: Instant): boolean => p === unit.sent || p === last;
    const touches = (p: Instant): boolean =>
      story.units.some((u) => u !== unit && (isEnd(p) ? within(u, p) : u.sent === p && lastOf(story, u) === p)) ||
      [...story.sightings.values(), ...story.proofs].some(({ by }) => by === p);
    const own = points.filter(
      (p) => within(unit, p) && (turns.has(p) || (touches(p) && (isEnd(p) || !isSight(story, unit, p)))),
    );
    return { unit, never, cells: ascending([...own, ...gaps.filter((m) => unit.sent < m && m < last)]) };
  });
};

/** Where the courses of a history part ways in time. */
export const cellsOf = (
  story: Story,
): { readonly cells: readonly Instant[]; readonly candidates: readonly Candidate[] } => ({
  cells: raisingCells(story),
  candidates: candidatesOf(story),
});
