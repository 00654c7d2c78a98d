import { expect, test } from 'vitest';
import { isLoopback } from './clear-text.ts';

test.each(['127.0.0.1', '127.1.2.3', 'localhost', 'LOCALHOST', '::1', '[::1]'])('%s is loopback', (host) =>
  expect(isLoopback(host)).toBe(true),
);

test.each([
  '10.0.0.7',
  '128.0.0.1',
  '0.0.0.0',
  '::',
  '::ffff:10.0.0.7',
  'ehr.hospital.example',
  '127.0.0.1.hospital.example',
  'localhost.example',
  '',
])('%j is not', (host) => expect(isLoopback(host)).toBe(false));
