import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { OTHER_VERIFY, SIGN, VERIFY } from './bundle.test-helper.ts';
import { preAuthentication, sealed, unsealed } from './dsse.ts';
import { keyId, newKeyPair, signingKey, verifyingKey } from './keys.ts';

test('what is signed is what the DSSE protocol says (its own example)', () => {
  expect(preAuthentication('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe(
    'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  );
});
test('what was sealed is unsealed with the public key, the same bytes', () => {
  const payload = Buffer.from('{"a":"ö"}');
  expect(unsealed(Buffer.from(sealed(payload, SIGN)), 'x', VERIFY).equals(payload)).toBe(true);
});
test('the same payload and key give the same envelope', () => {
  expect(sealed(Buffer.from('x'), SIGN)).toBe(sealed(Buffer.from('x'), SIGN));
});
test('another key opens nothing, and is told which key signed', () => {
  expect(() => unsealed(Buffer.from(sealed(Buffer.from('x'), SIGN)), 'x', OTHER_VERIFY)).toThrow(
    `it was signed with the key ${keyId(VERIFY).slice(0, 16)}`,
  );
});
test('base64 in another form, and a signature of another length, are refused', () => {
  const envelope = sealed(Buffer.from('xy'), SIGN);
  const sloppy = envelope.replace('"payload":"eHk="', '"payload":"eHl="');
  expect(sloppy).not.toBe(envelope);
  expect(() => unsealed(Buffer.from(sloppy), 'x', VERIFY)).toThrow(InputProblem);
  expect(() => unsealed(Buffer.from(envelope.replace(/"sig":"[^"]*"/, '"sig":"eHk="')), 'x', VERIFY)).toThrow(
    'Ed25519',
  );
});

describe('keys', () => {
  test('a new pair fits together and has one name', () => {
    const { sign, verify } = newKeyPair();
    const [mine, yours] = [signingKey(sign, 'a'), verifyingKey(verify, 'b')];
    expect(keyId(mine)).toBe(keyId(yours));
    expect(unsealed(Buffer.from(sealed(Buffer.from('x'), mine)), 'x', yours).toString()).toBe('x');
    expect(newKeyPair().sign).not.toBe(sign);
  });
  test('a private key where a public one belongs is refused, and so is the reverse', () => {
    const { sign, verify } = newKeyPair();
    expect(() => verifyingKey(sign, 'a')).toThrow('this is a private key');
    expect(() => signingKey(verify, 'a')).toThrow('this is no private key');
  });
  test('keys of another kind and what is no key are refused, and never quoted', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const ec = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const torn = ec.replaceAll(/[A-Z]{4}/g, 'AAAA');
    expect(() => signingKey(ec, 'a')).toThrow('of the type ec');
    for (const bad of ['', 'no key', torn]) {
      try {
        signingKey(bad, 'a');
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(InputProblem);
        if (bad !== '') expect((error as InputProblem).describe()).not.toContain(bad.slice(28, 60) || bad);
      }
    }
  });
});
