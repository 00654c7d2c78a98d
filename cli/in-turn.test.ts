import { expect, test } from 'vitest';
import type { ProcessPort } from '../conformance/sut/process/process-port.ts';
import { inTurn } from './in-turn.ts';

const said: string[] = [];
const port = (name: string, more: Partial<ProcessPort> = {}): ProcessPort => ({
  via: 'command',
  readyWithinMs: name.length,
  down: async (how) => void said.push(`${name} down ${how}`),
  up: async (how) => void said.push(`${name} up ${how}`),
  setClock: async (byMs) => void said.push(`${name} clock ${byMs}`),
  ...more,
});

test('each outage strikes the next process, which is the one that comes back; the clock has turns of its own', async () => {
  const both = inTurn([port('a'), port('bb')]);
  await both.down('kill');
  await both.setClock?.(5);
  await both.up('kill');
  await both.down('pause');
  await both.setClock?.(0);
  await both.setClock?.(-5);
  await both.up('pause');
  await both.setClock?.(0);
  await both.down('stop');
  expect(said).toEqual([
    'a down kill',
    'a clock 5',
    'a up kill',
    'bb down pause',
    'a clock 0',
    'bb clock -5',
    'bb up pause',
    'bb clock 0',
    'a down stop',
  ]);
});

test('can what all of them can, in the time of the slowest', () => {
  const both = inTurn([port('a', { can: ['kill', 'stop'] }), port('bb')]);
  expect([both.can, both.readyWithinMs]).toEqual([['stop', 'kill'], 2]);
  const { setClock: _none, ...cannot } = port('c');
  expect(inTurn([port('a'), cannot]).setClock).toBeUndefined();
});
