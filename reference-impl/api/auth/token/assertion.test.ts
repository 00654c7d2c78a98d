import { createSecretKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Client, Clients } from '../clients/client.ts';
import { publicKeyOf } from '../clients/public-key.ts';
import { claimedClient, verifyAssertion } from './assertion.ts';
import { assertionOf, jwkOf, type Pair, PAIRS, type Wanted } from './client.test-helper.ts';
import { TokenRefusal } from './refusal.ts';

const NOW_S = 1_772_543_112;
const URL = 'http://127.0.0.1:8080/auth/token';
const keyOf = (pair: Pair, kid: string) => {
  const key = publicKeyOf(jwkOf(pair, kid));
  if (!key.ok) throw new Error(key.refusal.detail);
  return [kid, key.value] as const;
};
const clientOf = (id: string, ...keys: readonly ReturnType<typeof keyOf>[]): [string, Client] => [
  id,
  { id, role: 'ehr', scopes: [], keys: new Map(keys) },
];
const clients: Clients = new Map([
  clientOf('vp-ehr', keyOf(PAIRS.ES384, 'k1'), keyOf(PAIRS.RS384, 'k2')),
  clientOf('acme', keyOf(PAIRS.other384, 'k1')),
]);
const verify = async (jwt: string, nowMs = NOW_S * 1000): Promise<string> => {
  try {
    const { client, jti } = await verifyAssertion(jwt, claimedClient(jwt, clients), { tokenUrl: URL, nowMs });
    return `${client.id} ${jti}`;
  } catch (error) {
    if (error instanceof TokenRefusal) return `${error.error}: ${error.message}`;
    throw error;
  }
};
const sign = (wanted: Partial<Wanted>): Promise<string> => assertionOf({ aud: URL, nowS: NOW_S, ...wanted });
const RSA = { header: { alg: 'RS384', kid: 'k2' }, key: PAIRS.RS384.privateKey };

describe("a client's assertion", () => {
  test.each<[string, Partial<Wanted>]>([
    ['ES384', {}],
    ['RS384', RSA],
    ['five minutes ahead', { claims: { exp: NOW_S + 300 } }],
    ['one audience in a list', { aud: [URL] }],
  ])('is good: %s', async (_name, wanted) =>
    expect(await verify(await sign({ ...wanted, claims: { ...wanted.claims, jti: 'j' } }))).toBe('vp-ehr j'),
  );

  const publicBytes = (pair: Pair): Uint8Array =>
    new TextEncoder().encode(pair.publicKey.export({ format: 'pem', type: 'spki' }).toString());
  test.each<[string, Partial<Wanted>, RegExp]>([
    [
      'HS256 with the public key for a secret',
      { header: { alg: 'HS256' }, key: publicBytes(PAIRS.ES384) },
      /ES384, RS384/,
    ],
    [
      'HS384 with the public key for a secret',
      { ...RSA, header: { alg: 'HS384', kid: 'k2' }, key: publicBytes(PAIRS.RS384) },
      /ES384, RS384/,
    ],
    ['ES256', { header: { alg: 'ES256' }, key: PAIRS.ES256.privateKey }, /ES384, RS384/],
    ['RS256 with the right key', { ...RSA, header: { alg: 'RS256', kid: 'k2' } }, /ES384, RS384/],
    ['PS384 with the right key', { ...RSA, header: { alg: 'PS384', kid: 'k2' } }, /ES384, RS384/],
    ['the other algorithm of the two', { header: { kid: 'k2' } }, /signs with RS384/],
    ['the key of another client', { key: PAIRS.other384.privateKey }, /signature/],
    ['an unknown kid', { header: { kid: 'k9' } }, /no key of the kid/],
    ['no kid', { header: { kid: undefined as unknown as string } }, /names no key/],
    ['an address for its keys', { header: { jku: 'https://evil.example/keys' } }, /jku/],
    ['another type of token', { header: { typ: 'at+jwt' } }, /typ/],
    ['a type that is a number', { header: { typ: 5 as unknown as string } }, /typ/],
    ['a type that is a list', { header: { typ: ['JWT'] as unknown as string } }, /typ/],
    ['an unknown client', { client: 'nobody' }, /no client is registered/],
    ['another issuer', { claims: { iss: 'acme' } }, /iss and sub/],
    ['another subject', { claims: { sub: 'acme' } }, /iss and sub/],
    ['no issuer', { claims: { iss: undefined, sub: undefined } as never }, /iss and sub/],
    ['another audience', { aud: 'https://elsewhere.example/token' }, /aud/],
    ['the FHIR base for an audience', { aud: 'http://127.0.0.1:8080/fhir' }, /aud/],
    ['two audiences', { aud: [URL, 'https://elsewhere.example'] }, /others too/],
    ['no audience', { aud: undefined }, /aud/],
    ['expired', { claims: { exp: NOW_S - 1 } }, /expired/],
    ['expired this very second', { claims: { exp: NOW_S } }, /expired/],
    ['too far ahead', { claims: { exp: NOW_S + 301 } }, /more than 300 seconds/],
    ['a thousand years long', { claims: { exp: NOW_S * 20 } }, /more than 300 seconds/],
    ['no exp', { claims: { exp: undefined } as never }, /exp/],
    ['a text for exp', { claims: { exp: 'soon' } as never }, /exp/],
    ['not valid yet', { claims: { nbf: NOW_S + 10 } }, /nbf/],
    ['no jti', { claims: { jti: undefined } as never }, /jti/],
    ['an empty jti', { claims: { jti: '' } }, /jti/],
    ['a jti that not every database can keep', { claims: { jti: 'a\u0000b' } }, /jti/],
    ['a jti that is not ASCII', { claims: { jti: 'é' } }, /jti/],
    ['a number for jti', { claims: { jti: 7 } as never }, /jti/],
    ['a very long jti', { claims: { jti: 'x'.repeat(256) } }, /jti/],
  ])('is refused: %s', async (_name, wanted, words) => {
    const said = await verify(await sign(wanted));
    expect(said).toMatch(/^invalid_client: /);
    expect(said).toMatch(words);
  });

  const b64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const good = { iss: 'vp-ehr', sub: 'vp-ehr', aud: URL, exp: NOW_S + 60, jti: 'x' };
  test.each([
    ['unsigned', `${b64({ alg: 'none', kid: 'k1', typ: 'JWT' })}.${b64(good)}.`],
    ['unsigned, of an algorithm that is taken', `${b64({ alg: 'ES384', kid: 'k1', typ: 'JWT' })}.${b64(good)}.`],
    [
      'signed with zeros',
      `${b64({ alg: 'ES384', kid: 'k1', typ: 'JWT' })}.${b64(good)}.${Buffer.alloc(96).toString('base64url')}`,
    ],
    [
      'with an extension that has to be understood',
      `${b64({ alg: 'ES384', kid: 'k1', typ: 'JWT', crit: ['b64'], b64: false })}.${b64(good)}.AAAA`,
    ],
    ['no JSON', `${Buffer.from('x').toString('base64url')}.${Buffer.from('y').toString('base64url')}.AAAA`],
    ['a list for claims', `${b64({ alg: 'ES384' })}.${b64([])}.AAAA`],
    ['five parts', 'a.b.c.d.e'],
    ['nothing', ''],
    ['endless', 'a'.repeat(100_000)],
  ])('is refused: %s', async (_name, jwt) => expect(await verify(jwt)).toMatch(/^invalid_client: /));

  test('with any one character changed is refused', async () => {
    const jwt = await sign({});
    const changed = [...Array(jwt.length - 1).keys()].filter((i) => i % 7 === 0);
    for (const i of changed) {
      const other = `${jwt.slice(0, i)}${jwt[i] === 'A' ? 'B' : 'A'}${jwt.slice(i + 1)}`;
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      expect(await verify(other), String(i)).toMatch(/^invalid_client: /);
    }
  });
});

test('a shared key cannot be registered at all', () => {
  const secret = createSecretKey(Buffer.alloc(48)).export({ format: 'jwk' });
  expect(publicKeyOf({ ...secret, kid: 'k' }).ok).toBe(false);
});
