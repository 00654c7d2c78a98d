import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './documents.ts';
import { portsIn, withPorts, workshopFor } from './workshop.ts';

test.each([
  ['python3 examples/receiver-python/receiver.py 8099 &', ['8099']],
  ['vitalproof serve --fhir-port 8080 --hl7-port 2575', ['8080', '2575']],
  ['serve --fhir-port 0 at http://127.0.0.1:8080/fhir, http://127.0.0.1:8080', ['8080']],
  ['hl7: { host: 127.0.0.1, port: 2575 }', ['2575']],
  ['--days 90 --patients 3', []],
])('ports of %s', (text, ports) => {
  expect(portsIn(text)).toEqual(ports);
});

test('a port is another one wherever it is named, and no other number is', () => {
  const ports = new Map([['8080', '41001']]);
  expect(withPorts('--fhir-port 8080 x 8080 http://127.0.0.1:8080/fhir 127.0.0.1:80801', ports)).toBe(
    '--fhir-port 41001 x 8080 http://127.0.0.1:41001/fhir 127.0.0.1:80801',
  );
});

test('what is written into a workshop stays in it, and its examples have its ports', () => {
  const folder = workshopFor(new Map([['8099', '41002']]));
  try {
    expect(readFileSync(join(folder, 'examples/receiver-python/receiver.yaml'), 'utf8')).toContain('127.0.0.1:41002');
    expect(realpathSync(join(folder, 'cli'))).toBe(realpathSync(join(ROOT, 'cli')));
    mkdirSync(join(folder, 'reports/runs'));
    writeFileSync(join(folder, 'reports/runs/workshop'), '');
    expect(existsSync(join(ROOT, 'reports/runs/workshop'))).toBe(false);
    expect(existsSync(join(folder, '.git'))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(existsSync(join(ROOT, 'cli/main.ts'))).toBe(true);
});
