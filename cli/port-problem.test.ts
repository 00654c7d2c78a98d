import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { portProblem } from './port-problem.ts';

test('a port that is taken is told with its number and what to do, as Node.js words it today', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  const second = createServer().listen(port, '127.0.0.1');
  const [error] = (await once(second, 'error')) as [Error];
  // Between threads no more than the words goes over.
  for (const one of [error, new Error(error.message)]) {
    const problem = portProblem(one);
    expect(problem?.message).toContain(`port ${port} is taken`);
    expect(problem?.describe()).toMatch(/0 for any free one/);
  }
  first.close();
});

test('a port of the system is told too, and anything else is no matter of ports', () => {
  expect(portProblem(new Error('listen EACCES: permission denied 127.0.0.1:80'))?.message).toContain('port 80');
  expect(portProblem(new Error('listen EADDRNOTAVAIL: address not available 10.0.0.1:80'))).toBeUndefined();
  expect(portProblem('listen EADDRINUSE 127.0.0.1:80')).toBeUndefined();
});
