import { type Identifier, keyOf } from '../../contract/domain/index.ts';
import { first } from './choices.test-helper.ts';
import { DAY, HOUR, type Instant } from './instant.test-helper.ts';
import { isConflict, orderFate } from './order-gate.test-helper.ts';
import { effectiveOf, type Filed } from './readings.test-helper.ts';
import { route } from './route.test-helper.ts';
import { inForce, type OrderFile, versionOf } from './versions.test-helper.ts';
import type { Desk, Item, World } from './world.test-helper.ts';
import type { Story, Unit } from './story.test-helper.ts';

/** The person that an order names for an item at an instant, before anybody covers. */
export type Named = (file: OrderFile, at: Instant) => Identifier;

type Raising = Pick<Item, 'slot' | 'file' | 'rule' | 'call' | 'version' | 'members'> &
  Partial<Pick<Item, 'reading' | 'copyOf' | 'step' | 'content' | 'late'>>;

export const responsible =
  (world: World): Named =>
  (file, at) => {
    const version = inForce(file, at, world.choose) ?? file.versions[0];
    if (version === undefined) throw new Error(`no version of ${file.key}`);
    return version.order.responsible;
  };

const deskAfter = ({ people, run }: Story, desk: Desk, unit: Unit, at: Instant): Desk => {
  const orders = new Map(desk.orders);
  const absences = new Map(desk.absences);
  for (const { act, outcome } of unit.moves) {
    if (outcome === 'refused') continue;
    if (act.op === 'coverage.set') absences.set(keyOf(act.coverage.person), act.coverage);
    if (act.op !== 'order.change' && act.op !== 'order.submit') continue;
    const key = keyOf(act.order.identifier);
    const file = orders.get(key);
    const fate = orderFate(file, act, people, run.policies, at, first);
    if (fate.is === 'replay' || isConflict(fate) || (outcome === 'unknown' && fate.is === 'refused')) continue;
    orders.set(key, { key, versions: [...(file?.versions ?? []), versionOf(file, act.order, at)] });
  }
  return { orders, absences };
};

/** Every moment from now to `until` at which an item may be raised, with what is then known. */
const moments = (world: World, until: Instant): { readonly at: Instant; readonly desk: Desk }[] => {
  let desk: Desk = world;
  let at = world.now;
  const found = [{ at, desk }];
  for (let i = world.steps; ; i += 1) {
    const step = world.schedule.step(i);
    const next = step === undefined || step.at > until ? undefined : step;
    const stop = next === undefined ? until : next.at;
    if (stop > at) for (const cell of world.cells) if (at < cell && cell <= stop) found.push({ at: cell, desk });
    if (next === undefined) return found;
    desk = deskAfter(world.story, desk, next.unit, next.at);
    at = next.at;
    found.push({ at, desk });
  }
};

/** An order in error raises nothing: it names nobody. */
const rightful = ({ key, versions }: OrderFile): OrderFile => ({
  key,
  versions: versions.filter((v) => v.order.status !== 'entered-in-error'),
});

const isOld = (reading: Filed, at: Instant): boolean => at - effectiveOf(reading) > 7n * DAY;

/** `fresh`: no item is raised by a filing more than 7 days after its reading was effective. */
export const raise = (world: World, item: Raising, named: Named, fresh: boolean): Item | undefined => {
  if (fresh && item.reading !== undefined && isOld(item.reading, world.now)) return undefined;
  const before = world.items.filter((i) => i.slot === item.slot).length;
  const seen = [...world.story.sightings.values()].find((s) => s.slot === item.slot && s.n === before);
  const escalates = item.version.order.rules.some((r) => r.kind === 'escalation');
  const options = new Map<string, { at: Instant; person: Identifier; recipient: Identifier }>();
  for (const { at, desk } of moments(world, seen === undefined ? world.until : seen.by)) {
    const person = named(rightful(desk.orders.get(item.file.key) ?? item.file), at);
    const recipient = route(desk.absences, person, at);
    const name = `${keyOf(recipient)} ${keyOf(person)} ${escalates ? at : ''}`;
    if (!options.has(name)) options.set(name, { at, person, recipient });
  }
  const raised = world.choose([...options.values()]);
  const covered = keyOf(raised.recipient) !== keyOf(raised.person);
  if (covered) world.tags.add('coverage');
  const { reading } = item;
  const done: Item = {
    ...(reading === undefined ? {} : { late: world.now - effectiveOf(reading) > HOUR }),
    ...item,
    anchor: reading === undefined ? world.now : effectiveOf(reading),
    recipient: raised.recipient,
    routedAs: covered ? 'covering' : item.rule === 'escalation' ? 'escalated' : 'responsible',
    created: raised.at,
    status: world.early.get(`${item.slot} ${before}`) ?? 'new',
    story: [],
  };
  world.items.push(done);
  world.tags.add(item.rule);
  return done;
};

export const isStanding = (item: Item): boolean => item.status !== 'withdrawn';
export const isOpen = (item: Item): boolean => item.status === 'new' || item.status === 'seen';

/** Withdraws an item and its copies; what is done stays. */
export const withdraw = (world: World, item: Item, why: string): void => {
  if (!isOpen(item)) return;
  item.status = 'withdrawn';
  item.story.push({ at: world.now, what: 'withdrawn', why });
  for (const copy of world.items) if (copy.copyOf === item) withdraw(world, copy, why);
};
