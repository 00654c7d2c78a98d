import { type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { InputProblem } from '../../contract/input-problem.ts';
import { canonical, HASH } from './canonical.ts';
import { keyId } from './keys.ts';
import { readStrict } from './strict-json.ts';

/** Of an in-toto statement in a DSSE envelope. */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

const SIGNATURE_BYTES = 64;

/** Base64 in the one form that its bytes have. */
const Base64 = z
  .string()
  .refine((text) => Buffer.from(text, 'base64').toString('base64') === text, 'base64 of the standard alphabet, padded');

const Envelope = z.strictObject({
  payload: Base64,
  payloadType: z.literal(PAYLOAD_TYPE),
  signatures: z.tuple([
    z.strictObject({
      keyid: z.string().regex(HASH, '64 hexadecimal digits'),
      sig: Base64.refine((text) => Buffer.from(text, 'base64').length === SIGNATURE_BYTES, 'an Ed25519 signature'),
    }),
  ]),
});

/** What is signed: type and payload with their lengths, so that neither can pass for part of the other (DSSE 1.0). */
export const preAuthentication = (type: string, payload: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);

/** An envelope (DSSE 1.0, canonical JSON) with one Ed25519 signature. */
export const sealed = (payload: Uint8Array, key: KeyObject): string =>
  canonical({
    payload: Buffer.from(payload).toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [
      {
        keyid: keyId(key),
        sig: sign(null, preAuthentication(PAYLOAD_TYPE, payload), key).toString('base64'),
      },
    ],
  });

/** The payload of an envelope whose signature `key` made. Throws InputProblem where it did not. */
export const unsealed = (envelope: Uint8Array, file: string, key: KeyObject): Buffer => {
  const { payload, payloadType, signatures } = readStrict(envelope, file, Envelope);
  const [{ keyid, sig }] = signatures;
  const bytes = Buffer.from(payload, 'base64');
  if (keyid !== keyId(key))
    throw new InputProblem(
      `it was signed with the key ${keyid.slice(0, 16)}…, and the key given is ${keyId(key).slice(0, 16)}…`,
      { file },
      'a bundle signed with the key that was given',
      { advice: 'ask the signer, by another way than this bundle, which key is theirs' },
    );
  if (!verify(null, preAuthentication(payloadType, bytes), key, Buffer.from(sig, 'base64')))
    throw new InputProblem('the signature does not fit: this is not what was signed', { file }, 'the bundle as signed');
  return bytes;
};
