import type { RefusalName } from '../../contract/codes/refusals.ts';
import { keyOf, type Permission, type Reading } from '../../contract/domain/index.ts';
import { evaluate } from './evaluate.test-helper.ts';
import { instantOf } from './instant.test-helper.ts';
import { isConflict, type OrderFate, orderFate } from './order-gate.test-helper.ts';
import { isOpen, withdraw } from './raise.test-helper.ts';
import { type Fate, fateOf, type Gates, type Submission } from './reading-gate.test-helper.ts';
import type { Filed, Readings } from './readings.test-helper.ts';
import { tagOfRefusal, tagOfFate } from './tags.test-helper.ts';
import { disconnect, grantFate, trackerFate } from './trackers.test-helper.ts';
import type { Move, Unit } from './story.test-helper.ts';
import { versionOf } from './versions.test-helper.ts';
import type { Told, World } from './world.test-helper.ts';

const gatesOf = (world: World, readings: Readings): Gates => ({
  policies: world.story.run.policies,
  sourcesAreAsked: world.story.run.sources === true,
  sources: world.sources,
  readings,
  orders: world.orders,
  permissions: world.permissions,
  now: world.now,
  choose: world.choose,
});

const told = (fate: Fate | OrderFate, move: Move): Told => {
  if (fate.is === 'refused')
    return {
      accept: false,
      replay: false,
      refusal: fate.why,
      stored: fate.why === 'identifier-conflict' && move.via === 'fhir' && move.act.op === 'reading.submit',
    };
  return { accept: true, replay: fate.is === 'replay' || fate.is === 'alias' };
};

/** Whether what was answered is what the system says. Nobody knows of an unknown outcome. */
const agrees = (move: Move, said: Told): boolean =>
  move.outcome === undefined ||
  move.outcome === 'unknown' ||
  (said.stored === true && !said.accept) ||
  said.accept === (move.outcome === 'ok');

/** What was answered decides about the effect; where nothing was, what the system says. */
const takesEffect = (move: Move, said: Told): boolean => {
  if (said.replay || said.stored === true) return false;
  return move.outcome === undefined || move.outcome === 'unknown' ? said.accept : move.outcome === 'ok';
};

/** A sound reading that was let in at the wrong time: whether it counts then as filed, nobody can say. */
const MAY_COUNT: ReadonlySet<RefusalName> = new Set<RefusalName>([
  'future-time',
  'no-active-order',
  'after-order-end',
  'no-permission',
  'before-grant',
]);

const record = (world: World, unit: Unit, move: Move, said: Told): void => {
  world.told.set(move.seq, said);
  if (said.refusal !== undefined) world.tags.add(tagOfRefusal(world, move, said.refusal));
  if (!agrees(move, said)) world.odd.add(unit.whole ? unit.name : `${move.seq}`);
};

/** Files a reading; gives its entry when rules have to look at it. */
const put = (readings: Readings, reading: Reading, fate: Fate): Filed | undefined => {
  const key = keyOf(reading.identifier);
  if (fate.is === 'alias') {
    readings.set(key, fate.of);
    fate.of.aliases.push(reading);
  }
  if (fate.is === 'alias' || fate.is === 'replay' || fate.is === 'quarantine') return undefined;
  const filed: Filed = readings.get(key) ?? { versions: [], aliases: [], under: new Map() };
  if (filed.versions.some((v) => keyOf(v.patient) !== keyOf(reading.patient))) return undefined;
  filed.versions.push(reading);
  readings.set(key, filed);
  return filed;
};

const copyOf = (readings: Readings): Readings => {
  const twins = new Map<Filed, Filed>();
  for (const filed of readings.values())
    twins.set(filed, { versions: [...filed.versions], aliases: [...filed.aliases], under: new Map() });
  return new Map([...readings].map(([key, filed]) => [key, twins.get(filed) ?? filed]));
};

/** What the system says to each entry of a message or transaction: if one must be refused, all are. */
const saidToAll = (world: World, unit: Unit): Told[] => {
  const readings = copyOf(world.readings);
  const fates = unit.moves.map((move) => {
    if (move.act.op !== 'reading.submit') throw new Error('a bundle holds readings');
    const fate = fateOf(gatesOf(world, readings), move.act);
    if (fate.is !== 'refused') put(readings, move.act.reading, fate);
    return told(fate, move);
  });
  const refusal = fates.find((t) => !t.accept)?.refusal;
  return fates.map((t) => (refusal === undefined || !t.accept ? t : { accept: false, replay: false, refusal }));
};

const submitReading = (world: World, unit: Unit, move: Move, act: Submission, together: Told | undefined): void => {
  const fate = fateOf(gatesOf(world, world.readings), act);
  const said = together ?? told(fate, move);
  record(world, unit, move, said);
  if (said.accept) world.tags.add(tagOfFate(fate, act.reading));
  const isAlias = fate.is === 'alias' && said.accept && move.outcome !== 'refused';
  if (!isAlias && !takesEffect(move, said)) return;
  if (fate.is === 'refused' && !(MAY_COUNT.has(fate.why) && world.choose([true, false]))) return;
  const filed = put(world.readings, act.reading, fate);
  if (filed !== undefined) evaluate(world, filed);
};

const submitOrder = (world: World, unit: Unit, move: Move): void => {
  const { act } = move;
  if (act.op !== 'order.submit' && act.op !== 'order.change') return;
  const key = keyOf(act.order.identifier);
  const file = world.orders.get(key);
  const { people, run } = world.story;
  const fate = orderFate(file, act, people, run.policies, world.now, world.choose);
  const said = told(fate, move);
  record(world, unit, move, said);
  if (!takesEffect(move, said) || isConflict(fate)) return;
  const version = versionOf(file, act.order, world.now);
  if (file === undefined) world.orders.set(key, { key, versions: [version] });
  else file.versions.push(version);
  if (file === undefined || act.order.status !== 'entered-in-error') return;
  for (const item of world.items) if (item.file === file) withdraw(world, item, 'order-in-error');
  for (const filed of world.readings.values()) filed.under.delete(file);
};

const setPermission = (world: World, permission: Permission): void => {
  const name = `${keyOf(permission.patient)} ${permission.measure}`;
  const known = world.permissions.get(name);
  const decided = known?.status === 'withdrawn' ? instantOf(known.at) : undefined;
  const overtaken = decided !== undefined && instantOf(permission.at) < decided && decided <= world.now;
  if (permission.status === 'granted' && overtaken) return;
  world.permissions.set(name, permission);
};

const act = (world: World, { act: a }: Move): void => {
  if (a.op !== 'item.act') return;
  const sighting = world.story.sightings.get(keyOf(a.item));
  const item = world.items.filter((i) => i.slot === sighting?.slot)[sighting?.n ?? 0];
  if (item === undefined && sighting?.slot.includes(' escalation ') === true)
    world.early.set(`${sighting.slot} ${sighting.n}`, a.act);
  if (item === undefined || !isOpen(item)) return;
  item.status = a.act;
  item.story.push({ at: world.now, what: a.act });
  world.tags.add(a.act);
};

const performMove = (world: World, unit: Unit, move: Move, together: Told | undefined): void => {
  const { act: a } = move;
  switch (a.op) {
    case 'reading.submit':
      return submitReading(world, unit, move, a, together);
    case 'order.submit':
    case 'order.change':
      return submitOrder(world, unit, move);
    case 'permission.set': {
      const said = told(grantFate(world, a.permission), move);
      record(world, unit, move, said);
      if (takesEffect(move, said)) setPermission(world, a.permission);
      return undefined;
    }
    case 'tracker.set': {
      const said = told(trackerFate(world, keyOf(a.order), a.state), move);
      record(world, unit, move, said);
      if (!takesEffect(move, said)) return undefined;
      world.trackers.set(keyOf(a.order), a.state);
      if (a.state === 'disconnected') disconnect(world, keyOf(a.order));
      return undefined;
    }
    case 'source.set':
      world.sources.delete(keyOf(a.source.identifier));
      if (a.status === 'admitted') world.sources.set(keyOf(a.source.identifier), a.source);
      return undefined;
    case 'coverage.set':
      world.absences.set(keyOf(a.coverage.person), a.coverage);
      return undefined;
    case 'device.register':
      if (a.device.kind === 'phone') world.phones.push(a.device);
      return undefined;
    default:
      return act(world, move);
  }
};

/** Everything that happens at the instant at which a unit takes effect. */
export const perform = (world: World, unit: Unit): void => {
  const together = unit.whole ? saidToAll(world, unit) : [];
  for (const [i, move] of unit.moves.entries()) performMove(world, unit, move, together[i]);
};
