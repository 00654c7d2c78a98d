import { keyOf } from '../../contract/domain/index.ts';
import { alertOn, type Call, changeCall, contextDecides, limitsCall, sameCall } from './calls.test-helper.ts';
import { lengthOf } from './instant.test-helper.ts';
import { isOpen, isStanding, raise, responsible, withdraw } from './raise.test-helper.ts';
import { effectiveOf, type Filed, isLive, latest, liveOf, nameOf } from './readings.test-helper.ts';
import { repeated } from './repeated.test-helper.ts';
import { route } from './route.test-helper.ts';
import { slotName } from './slots.test-helper.ts';
import { activeAt, inError, type OrderFile, type Version } from './versions.test-helper.ts';
import type { Item, World } from './world.test-helper.ts';

const named = (file: OrderFile): string => file.versions[0]?.order.identifier.value ?? '';

const slotOf = (file: OrderFile, filed: Filed, call: Call): string => {
  const [order, reading] = [named(file), nameOf(filed)];
  if (call.kind === 'data-quality') return slotName(order, 'data-quality', reading);
  if (call.kind === 'change') return slotName(order, 'change', reading);
  return slotName(order, 'limits', reading, call.kind, call.directions.join('+'));
};

/** Why an item goes: by its own reading, or because of another one. */
const whyGone = (filed: Filed, cause: Filed, call: Call | undefined): string => {
  if (filed !== cause) return 're-evaluated';
  if (!isLive(filed)) return 'entered-in-error';
  return call === undefined ? 'corrected-to-normal' : 'corrected-otherwise';
};

/** Whether an item goes on standing for what its reading is now called. One about a change may come to name both directions. */
const staysFor = (item: Item, call: Call | undefined): boolean =>
  item.rule === 'change'
    ? call !== undefined && call.directions.some((d) => item.call?.directions.includes(d) === true)
    : sameCall(item.call, call);

/** The item of the digest that a further abnormal reading joins. */
const joined = (world: World, file: OrderFile, version: Version, filed: Filed, call: Call): Item | undefined => {
  const digest = version.order.rules.find((r) => r.kind === 'digest');
  if (call.kind !== 'abnormal' || digest?.kind !== 'digest') return undefined;
  const mine = keyOf(route(world.absences, responsible(world)(file, world.now), world.now));
  return world.items
    .filter((i) => i.file === file && i.rule === 'limits' && isOpen(i) && sameCall(i.call, call))
    .filter((i) => keyOf(i.recipient) === mine)
    .filter((i) => {
      const apart = effectiveOf(filed) - i.anchor;
      return (apart < 0n ? -apart : apart) <= lengthOf(digest.window);
    })
    .reduce<Item | undefined>((a, b) => (a === undefined || b.anchor < a.anchor ? b : a), undefined);
};

const reconcile = (
  world: World,
  file: OrderFile,
  filed: Filed,
  cause: Filed,
  family: readonly Item['rule'][],
  version: Version | undefined,
  call: Call | undefined,
): void => {
  const mine = world.items.filter(
    (i) => i.file === file && family.includes(i.rule) && isStanding(i) && i.members.includes(filed),
  );
  for (const item of mine) {
    if (staysFor(item, call)) {
      item.call = call;
      if (filed === cause) item.story.push({ at: world.now, what: 'updated' });
      continue;
    }
    if (!isOpen(item)) {
      for (const copy of world.items) if (copy.copyOf === item) withdraw(world, copy, whyGone(filed, cause, call));
      continue;
    }
    item.members = item.members.filter((m) => m !== filed);
    if (item.members.length === 0) withdraw(world, item, whyGone(filed, cause, call));
    else item.story.push({ at: world.now, what: 'updated' });
  }
  if (call === undefined || version === undefined || mine.some((i) => isStanding(i) && staysFor(i, call))) return;
  const open = joined(world, file, version, filed, call);
  if (open !== undefined) {
    open.members.push(filed);
    open.story.push({ at: world.now, what: 'updated' });
    world.tags.add('digest');
    return;
  }
  const rule = call.kind === 'change' ? 'change' : call.kind === 'data-quality' ? 'data-quality' : 'limits';
  const item = {
    slot: slotOf(file, filed, call),
    file,
    rule,
    call,
    version,
    reading: filed,
    members: [filed],
  } as const;
  const raised = raise(world, { ...item, members: [filed] }, responsible(world), true);
  if (raised === undefined) world.tags.add('seven-days');
};

/** What raises a limits item by itself. */
const raisingCall = (version: Version, filed: Filed): Call | undefined => {
  const call = limitsCall(version.order, latest(filed));
  return call?.kind === 'abnormal' && alertOn(version.order) !== 'each' ? undefined : call;
};

const evaluateOrder = (world: World, file: OrderFile, all: readonly Filed[], cause: Filed): void => {
  const live = all.filter(isLive);
  for (const filed of all) {
    const version = isLive(filed) ? filed.under.get(file) : undefined;
    const call = version === undefined ? undefined : raisingCall(version, filed);
    reconcile(world, file, filed, cause, ['limits', 'data-quality'], version, call);
    const others = live.filter((f) => f !== filed).map(latest);
    const change = version === undefined ? undefined : changeCall(version.order, latest(filed), others);
    reconcile(world, file, filed, cause, ['change'], version, change);
  }
  repeated(world, file, live);
};

/** Everything that follows from a reading that was filed, corrected or erased just now. */
export const evaluate = (world: World, filed: Filed): void => {
  const { patient, measure } = latest(filed);
  const files = [...world.orders.values()].filter(
    ({ versions: [v] }) => v?.order.measure === measure && keyOf(v.order.patient) === keyOf(patient),
  );
  filed.under.clear();
  const all = [...new Set([...liveOf(world.readings, latest(filed)), filed])];
  for (const file of files) {
    if (inError(file)) continue;
    const version = isLive(filed) ? activeAt(file, effectiveOf(filed), world.choose) : undefined;
    if (version !== undefined) {
      filed.under.set(file, version);
      if (contextDecides(version.order, latest(filed))) world.tags.add('meal-context');
      const call = limitsCall(version.order, latest(filed));
      if (call !== undefined && latest(filed).result.kind === 'off-scale') world.tags.add('off-scale');
    }
    evaluateOrder(world, file, all, filed);
  }
};
