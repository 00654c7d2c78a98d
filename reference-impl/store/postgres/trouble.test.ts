import { expect, test } from 'vitest';
import { postgresTroubleOf } from './trouble.ts';

test.each([
  ['08006', 'unreachable'],
  ['57P01', 'unreachable'],
  ['57P03', 'unreachable'],
  ['57014', 'locked'],
  ['55P03', 'locked'],
  ['40P01', 'locked'],
  ['53100', 'full'],
  ['53200', 'out-of-memory'],
  ['25006', 'read-only'],
  ['25P03', 'unreachable'],
  ['28P01', 'not-admitted'],
  ['3D000', 'not-admitted'],
  ['42501', 'not-admitted'],
  ['42P01', 'without-tables'],
  ['58030', 'input-output'],
  ['XX001', 'damaged'],
  ['23505', undefined],
  ['22021', undefined],
  ['25P02', undefined],
  ['XX000', undefined],
])('SQLSTATE %s tells of %s', (code, trouble) => {
  expect(postgresTroubleOf({ code, message: '', isLost: false })).toBe(trouble);
});

test.each(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', undefined])(
  'a connection that is lost is no answer: %s',
  (code) => {
    expect(postgresTroubleOf({ code, message: '', isLost: true })).toBe('unreachable');
  },
);
