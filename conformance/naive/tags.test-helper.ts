import type { RefusalName } from '../../contract/codes/refusals.ts';
import { keyOf, type Reading } from '../../contract/domain/index.ts';
import { instantOf } from './instant.test-helper.ts';
import type { Fate } from './reading-gate.test-helper.ts';
import type { Move } from './story.test-helper.ts';
import { inForce, isOver } from './versions.test-helper.ts';
import type { World } from './world.test-helper.ts';

const whyNoOrder = (world: World, reading: Reading): string => {
  const at = instantOf(reading.effective);
  const files = [...world.orders.values()].filter(({ versions: [v] }) => v?.order.measure === reading.measure);
  const [file] = files;
  if (file === undefined) return 'order none';
  const version = inForce(file, at, world.choose);
  if (isOver(file, at, world.choose)) return 'order ended';
  if (version === undefined || at < version.start) return 'order not begun';
  return `order ${version.order.status}`;
};

const whyNoPermission = (world: World, reading: Reading): string => {
  const mine = [...world.permissions].filter(([name]) => name.startsWith(keyOf(reading.patient)));
  if (mine.some(([, p]) => p.measure === reading.measure)) return 'permission withdrawn';
  return mine.length > 0 ? 'permission other type' : 'permission none';
};

/** Which gate decided, in words. */
export const tagOfRefusal = (world: World, { act }: Move, why: RefusalName): string => {
  if (act.op !== 'reading.submit') return `${act.op} ${why}`;
  if (why === 'no-active-order') return whyNoOrder(world, act.reading);
  if (why === 'no-permission') return whyNoPermission(world, act.reading);
  return why;
};

export const tagOfFate = (fate: Fate, reading: Reading): string => {
  if (reading.status === 'entered-in-error') return fate.is === 'new' ? 'tombstone' : 'erasure';
  return fate.is === 'change' ? 'correction' : fate.is;
};
