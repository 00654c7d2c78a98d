import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { clinician, EHR, gateway, portal } from '../actor.ts';
import { renewedTokens } from './renewed-tokens.ts';
import { type AccessToken, NoToken, type RegisteredClient } from './token-client.ts';

const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const client = (id: string): RegisteredClient => ({ id, key: { key, algorithm: 'ES384', kid: 'k1' } });
const NOON = Date.parse('2026-03-03T12:00:00Z');
const mrn = (value: string) => ({ system: 'urn:oid:2.999.1.1', value });

const world = (lifeS = 300) => {
  const state = { nowS: 0, asked: [] as string[], fails: false, hold: undefined as Promise<void> | undefined };
  const wall = (): string => new Date(NOON + state.nowS * 1000).toISOString();
  const credentials = renewedTokens(
    { ehr: client('desk'), portal: client('app') },
    async ({ id }, { subject }): Promise<AccessToken> => {
      state.asked.push(`${id} ${subject?.value ?? ''}`);
      const header = `Bearer ${state.asked.length}`;
      await state.hold;
      if (state.fails) throw new NoToken('no');
      return { header, endsS: NOON / 1000 + state.nowS + lifeS };
    },
    { now: () => 0, wall, started: wall() },
  );
  return { state, credentials };
};
/** What waits without a socket has happened by then. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a token is had once for each actor, and none for a role without a client', async () => {
  const { state, credentials } = world();
  const all = await Promise.all([EHR, EHR, portal(mrn('1')), portal(mrn('2')), EHR, portal(mrn('1'))].map(credentials));
  expect(all).toEqual(['Bearer 1', 'Bearer 1', 'Bearer 2', 'Bearer 3', 'Bearer 1', 'Bearer 2']);
  expect(state.asked).toEqual(['desk ', 'app 1', 'app 2']);
  expect(await Promise.all([clinician(mrn('1')), gateway(mrn('1'))].map(credentials))).toEqual([undefined, undefined]);
});

test('it is used to a minute before its end, then had anew beside, and waited for only where it is about to end', async () => {
  const { state, credentials } = world();
  expect(await credentials(EHR)).toBe('Bearer 1');
  state.nowS = 239;
  expect(await credentials(EHR)).toBe('Bearer 1');
  expect(state.asked.length).toBe(1);
  state.nowS = 240;
  expect(await credentials(EHR)).toBe('Bearer 1');
  await settled();
  expect(await credentials(EHR)).toBe('Bearer 2');
  state.nowS = 240 + 296;
  expect(await credentials(EHR)).toBe('Bearer 3');
});

test('a short token is used for half of its life', async () => {
  const { state, credentials } = world(20);
  await credentials(EHR);
  state.nowS = 9;
  await credentials(EHR);
  await settled();
  expect(state.asked.length).toBe(1);
  state.nowS = 10;
  await credentials(EHR);
  await settled();
  expect(state.asked.length).toBe(2);
});

test('while one cannot be had, the old one goes on to its end; then it is said, and asked for again', async () => {
  const { state, credentials } = world();
  await credentials(EHR);
  state.fails = true;
  state.nowS = 250;
  expect(await credentials(EHR)).toBe('Bearer 1');
  await settled();
  state.nowS = 299;
  await expect(credentials(EHR)).rejects.toThrow(NoToken);
  state.fails = false;
  expect(await credentials(EHR)).toBe('Bearer 4');
});
