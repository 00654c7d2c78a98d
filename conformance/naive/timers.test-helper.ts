import { isoOf, type Instant, lengthOf, SECOND } from './instant.test-helper.ts';
import { raise, responsible, withdraw } from './raise.test-helper.ts';
import { effectiveOf, latest, liveOf, nameOf } from './readings.test-helper.ts';
import { slotName } from './slots.test-helper.ts';
import { summaryOf } from './summary.test-helper.ts';
import { activeAt, inError, inForce, lastRelease, type OrderFile, type Version } from './versions.test-helper.ts';
import type { Item, World } from './world.test-helper.ts';

const missingRule = (version: Version | undefined) => {
  const rule = version?.order.rules.find((r) => r.kind === 'missing');
  return rule?.kind === 'missing' ? rule : undefined;
};

/** When the order's data are due next by what is filed now; undefined where nothing is asked for. */
const dueOf = (world: World, file: OrderFile): Instant | undefined => {
  const version = activeAt(file, world.now, world.choose);
  const rule = missingRule(version);
  if (version === undefined || rule === undefined) return undefined;
  const measured = liveOf(world.readings, version.order).filter((f) => latest(f).result.kind !== 'absent');
  const release = lastRelease(file, world.now, world.choose);
  return (
    [version.start, ...(release === undefined ? [] : [release]), ...measured.map(effectiveOf)].reduce((a, b) =>
      b > a ? b : a,
    ) + lengthOf(rule.period)
  );
};

const whyClosed = (world: World, file: OrderFile): string => {
  if (inError(file)) return 'order-in-error';
  if (activeAt(file, world.now, world.choose) === undefined)
    return inForce(file, world.now, world.choose)?.order.status === 'on-hold' ? 'order-on-hold' : 'order-ended';
  return dueOf(world, file) === undefined ? 're-evaluated' : 'data-received';
};

/** The item about missing data is open exactly while its due instant is past. */
const missing = (world: World, file: OrderFile): void => {
  const due = dueOf(world, file);
  const gap = world.gaps.get(file.key);
  if (due === undefined || world.now < due) {
    if (gap !== undefined) withdraw(world, gap, whyClosed(world, file));
    world.gaps.delete(file.key);
    return;
  }
  const version = activeAt(file, world.now, world.choose);
  if (gap !== undefined || version === undefined) return;
  const slot = slotName(version.order.identifier.value, 'missing', isoOf(due));
  const item =
    world.items.find((i) => i.slot === slot && i.status === 'done') ??
    raise(world, { slot, file, rule: 'missing', call: undefined, version, members: [] }, responsible(world), false);
  if (item !== undefined) world.gaps.set(file.key, item);
};

interface NextCopy {
  readonly due: Instant;
  readonly step: number;
  readonly item: Item;
}

const copiesOf = (world: World, item: Item): Item[] => world.items.filter((i) => i.copyOf === item);

/** The copies that nobody's act has stopped, each with its due instant. */
const nextCopies = (world: World): NextCopy[] =>
  world.items.flatMap((item) => {
    if (item.rule !== 'limits' || item.call?.kind !== 'critical' || inError(item.file)) return [];
    const chain = [item, ...copiesOf(world, item)];
    const rule = item.version.order.rules.find((r) => r.kind === 'escalation' && r.step === chain.length);
    if (rule?.kind !== 'escalation' || chain.some((i) => i.status !== 'new')) return [];
    const created = chain.at(-1)?.created ?? item.created;
    return [{ due: created + lengthOf(rule.after), step: rule.step, item }];
  });

const escalate = (world: World, { item, step }: NextCopy): void => {
  const { file, version, reading, late } = item;
  const slot = slotName(
    version.order.identifier.value,
    'escalation',
    reading === undefined ? '' : nameOf(reading),
    step,
  );
  const stepOf = (v: Version | undefined) => v?.order.rules.find((r) => r.kind === 'escalation' && r.step === step);
  raise(
    world,
    {
      slot,
      file,
      version,
      rule: 'escalation',
      call: item.call,
      members: [],
      step,
      copyOf: item,
      ...(reading === undefined ? {} : { reading }),
      ...(late === undefined ? {} : { late }),
    },
    (f, at) => {
      const rule = stepOf(inForce(f, at, world.choose)) ?? stepOf(version);
      return rule?.kind === 'escalation' ? rule.recipient : version.order.responsible;
    },
    false,
  );
};

const summaryRule = (version: Version | undefined) => {
  const rule = version?.order.rules.find((r) => r.kind === 'summary');
  return rule?.kind === 'summary' ? rule : undefined;
};

const AFTER_PERIOD = 60n * SECOND;

const summarize = (world: World, file: OrderFile): void => {
  const version = inForce(file, world.now, world.choose);
  const rule = summaryRule(version);
  if (version === undefined || rule === undefined || inError(file) || version.order.status === 'draft') return;
  const end = world.now - AFTER_PERIOD;
  const period = lengthOf(rule.period);
  const start = end - period;
  const ended = file.versions.some((v) => ['completed', 'revoked'].includes(v.order.status) && v.from < end);
  if (start < version.start || (start - version.start) % period !== 0n || end > version.end || ended) return;
  const slot = slotName(version.order.identifier.value, 'summary', isoOf(start));
  if (world.items.some((i) => i.slot === slot)) return;
  const content = summaryOf(world, file, version.order, start, end);
  const { recipient } = rule;
  const named = recipient === undefined ? responsible(world) : () => recipient;
  raise(world, { slot, file, rule: 'summary', call: undefined, version, members: [], content }, named, false);
};

/** Everything that falls due now. */
export const tick = (world: World): void => {
  for (const copy of nextCopies(world)) if (copy.due <= world.now) escalate(world, copy);
  for (const file of world.orders.values()) {
    if (world.now > world.ticked) summarize(world, file);
    missing(world, file);
  }
  world.ticked = world.now;
};

/** The next instant after what was done at which something may fall due. */
export const nextMark = (world: World): Instant | undefined => {
  const marks = nextCopies(world).map((c) => c.due);
  for (const file of world.orders.values()) {
    if (file.versions.some((v) => missingRule(v) !== undefined)) {
      marks.push(...file.versions.flatMap((v) => [v.from, v.start, v.end]));
      const due = dueOf(world, file);
      if (due !== undefined) marks.push(due);
    }
    for (const version of file.versions) {
      const rule = summaryRule(version);
      if (rule === undefined) continue;
      const period = lengthOf(rule.period);
      const gone = world.ticked - AFTER_PERIOD - version.start;
      const k = gone < 0n ? 1n : gone / period + 1n;
      const end = version.start + k * period;
      if (end <= version.end) marks.push(end + AFTER_PERIOD);
    }
  }
  return marks
    .filter((m) => m > world.ticked)
    .reduce<Instant | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);
};
