import { alertOn, limitsCall } from './calls.test-helper.ts';
import { DAY, lengthOf } from './instant.test-helper.ts';
import { isOpen, isStanding, raise, responsible, withdraw } from './raise.test-helper.ts';
import { effectiveOf, type Filed, inTime, isLive, latest, nameOf } from './readings.test-helper.ts';
import { slotName } from './slots.test-helper.ts';
import type { OrderFile, Version } from './versions.test-helper.ts';
import type { World } from './world.test-helper.ts';

const ruleOf = (version: Version | undefined) => version?.order.rules.find((r) => r.kind === 'repeated');

/** Abnormal in this direction by a version that asks for repeated ones. */
const isCandidate = (file: OrderFile, filed: Filed, direction: 'H' | 'L'): boolean => {
  const version = isLive(filed) ? filed.under.get(file) : undefined;
  if (version === undefined || alertOn(version.order) !== 'repeated') return false;
  const call = limitsCall(version.order, latest(filed));
  return call?.kind === 'abnormal' && call.directions[0] === direction;
};

/** The readings fit the rule of the version that evaluated the last of them. */
const fits = (file: OrderFile, group: readonly Filed[]): boolean => {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return false;
  const rule = ruleOf(last.under.get(file));
  return rule?.kind === 'repeated' && effectiveOf(last) - effectiveOf(first) <= lengthOf(rule.window);
};

const nextGroup = (
  world: World,
  file: OrderFile,
  direction: 'H' | 'L',
  live: readonly Filed[],
): Filed[] | undefined => {
  const consumed = new Set(
    world.items
      .filter((i) => i.file === file && i.rule === 'repeated' && i.call?.directions[0] === direction && isStanding(i))
      .flatMap((i) => i.members),
  );
  const free = inTime(live.filter((f) => isCandidate(file, f, direction) && !consumed.has(f)));
  for (const [i] of free.entries())
    for (let j = i + 1; j < free.length; j += 1) {
      const group = free.slice(i, j + 1);
      const rule = ruleOf(group.at(-1)?.under.get(file));
      if (rule?.kind !== 'repeated' || rule.count !== group.length || !fits(file, group)) continue;
      if (world.now - effectiveOf(group[group.length - 1] ?? (group[0] as Filed)) <= 7n * DAY) return group;
    }
  return undefined;
};

/** Withdraws repeated items that lost a member, then makes items of what is free. */
export const repeated = (world: World, file: OrderFile, live: readonly Filed[]): void => {
  for (const item of world.items) {
    if (item.file !== file || item.rule !== 'repeated' || !isOpen(item)) continue;
    const direction = item.call?.directions[0] === 'H' ? 'H' : 'L';
    const whole = item.members.every((m) => isCandidate(file, m, direction)) && fits(file, inTime(item.members));
    if (!whole) withdraw(world, item, 're-evaluated');
  }
  for (const direction of ['H', 'L'] as const)
    for (
      let group = nextGroup(world, file, direction, live);
      group !== undefined;
      group = nextGroup(world, file, direction, live)
    ) {
      const reading = group.at(-1);
      const version = reading?.under.get(file);
      if (reading === undefined || version === undefined) break;
      const slot = slotName(version.order.identifier.value, 'repeated', group.map(nameOf).join(','), direction);
      const call = { kind: 'abnormal', directions: [direction] } as const;
      raise(world, { slot, file, rule: 'repeated', call, version, reading, members: group }, responsible(world), false);
    }
};
