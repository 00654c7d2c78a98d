import { expect, test } from 'vitest';
import { methodsOf } from '../reach/channel.ts';
import { StoreUnavailable } from '../store/unavailable.ts';
import { onceKept } from './once-kept.ts';

/** A desk of one value, and a disk that gets there when it is let. */
const scene = () => {
  const state = { value: 'old' };
  const gate = Promise.withResolvers<void>();
  let kept: Promise<void> | undefined;
  const desk = {
    pipeline: { look: () => state.value, write: async () => 'written', health: () => 'well' },
    operation: { metrics: () => 'many' },
  };
  const methods = onceKept(methodsOf(desk), () => kept);
  return {
    state,
    gate,
    call: (name: string) => methods.get(name)?.(),
    commit: (value: string) => {
      state.value = value;
      kept = gate.promise;
    },
  };
};

test('what was looked at is told at once where all of it is on the disk', () => {
  expect(scene().call('pipeline.look')).toBe('old');
});

test('a look is told once what it saw is on the disk, and tells what it saw', async () => {
  const { call, commit, gate, state } = scene();
  commit('new');
  const told: unknown[] = [];
  const looking = Promise.resolve(call('pipeline.look')).then((value) => told.push(value));
  state.value = 'newer still';
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual([]);
  gate.resolve();
  await looking;
  expect(told).toEqual(['new']);
});

test('a look at what cannot be brought to the disk is told to nobody', async () => {
  const { call, commit, gate } = scene();
  commit('new');
  const looking = call('pipeline.look');
  gate.reject(new StoreUnavailable('input-output'));
  await expect(looking).rejects.toBeInstanceOf(StoreUnavailable);
});

test('what writes waits for itself alone, and how it is is told whatever the disk does', async () => {
  const { call, commit } = scene();
  commit('new');
  expect(await call('pipeline.write')).toBe('written');
  expect(call('pipeline.health')).toBe('well');
  expect(call('operation.metrics')).toBe('many');
});
