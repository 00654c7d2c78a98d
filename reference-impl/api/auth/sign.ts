import { createHmac } from 'node:crypto';
import { type Claims, keyBytes } from './claims.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

/** A compact JWT, HS256 (RFC 7515, 7519). Throws when the key is shorter than the hash. */
export const signToken = (claims: Claims, key: string): string => {
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${body}.${createHmac('sha256', keyBytes(key)).update(body).digest('base64url')}`;
};
