import type { RefusalName } from '../../contract/codes/refusals.ts';
import { keyOf, type Device, type Permission } from '../../contract/domain/index.ts';
import type { OrderFate } from './order-gate.test-helper.ts';
import { isoOf } from './instant.test-helper.ts';
import { activeAt, inError, isOver } from './versions.test-helper.ts';
import type { World } from './world.test-helper.ts';

/** HealthKit needs iOS 8.0 or later, Health Connect Android 9 or later. */
const canServe = ({ platform }: Device): boolean =>
  platform !== undefined && Number.parseInt(platform.version, 10) >= (platform.os === 'ios' ? 8 : 9);

/** Picked, and its order is not over. */
const isPicked = (world: World, order: string): boolean => {
  const file = world.orders.get(order);
  if (file === undefined || world.trackers.get(order) !== 'picked') return false;
  return !inError(file) && !isOver(file, world.now, world.choose);
};

const orderOf = (world: World, key: string) => world.orders.get(key)?.versions[0]?.order;

const pickedFor = (world: World, of: Pick<Permission, 'patient' | 'measure'>): string[] =>
  [...world.orders.keys()].filter((key) => {
    const order = orderOf(world, key);
    return isPicked(world, key) && order?.measure === of.measure && keyOf(order.patient) === keyOf(of.patient);
  });

export const grantFate = (world: World, permission: Permission): OrderFate =>
  permission.status === 'granted' && world.story.run.portal === true && pickedFor(world, permission).length === 0
    ? { is: 'refused', why: 'tracker-not-picked' }
    : { is: 'new' };

const no = (why: RefusalName): OrderFate => ({ is: 'refused', why });

/** What is not shown to the patient is not found; what was never picked cannot be disconnected. */
export const trackerFate = (world: World, key: string, state: 'picked' | 'disconnected'): OrderFate => {
  const file = world.orders.get(key);
  const order = orderOf(world, key);
  if (file === undefined || order === undefined) return no('not-found');
  const phones = world.phones.filter((d) => keyOf(d.patient) === keyOf(order.patient));
  const offered = activeAt(file, world.now, world.choose) !== undefined && phones.some(canServe);
  const is = world.trackers.get(key);
  if (is === state) return { is: 'replay' };
  if (is === 'picked') return { is: 'new' };
  if (!offered) return no('not-found');
  return state === 'picked' ? { is: 'new' } : no('illegal-transition');
};

/** Withdraws the permission that no other picked tracker needs. */
export const disconnect = (world: World, key: string): void => {
  const order = orderOf(world, key);
  if (order === undefined || pickedFor(world, order).length > 0) return;
  const name = `${keyOf(order.patient)} ${order.measure}`;
  const before = world.permissions.get(name);
  if (before !== undefined) world.permissions.set(name, { ...before, status: 'withdrawn', at: isoOf(world.now) });
};
