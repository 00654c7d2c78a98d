import { describe, expect, test } from 'vitest';
import { InputProblem } from '../../contract/input-problem.ts';
import { checkHosts } from './allowed-host.ts';

const fhir = (host: string) => ({ fhir: { base: `http://${host}/fhir` } });
const hl7 = (host: string) => ({ hl7: { host, port: 2575 } as never });

describe('where a load may go', () => {
  test.each([['127.0.0.1:8080'], ['localhost'], ['127.8.9.1'], ['[::1]:80'], ['sut.localhost']])(
    'to this computer as %s',
    (host) => expect(() => checkHosts(fhir(host), undefined)).not.toThrow(),
  );
  test.each([['sut.example'], ['10.0.0.7:8080'], ['128.0.0.1'], ['127.0.0.1.sut.example'], ['[2001:db8::1]']])(
    'not to %s unless it is named',
    (host) => {
      const run = () => checkHosts(fhir(host), undefined);
      expect(run).toThrow(InputProblem);
      expect(run).toThrow(/not this computer/);
      expect(() => checkHosts(fhir(host), new URL(`http://${host}`).hostname)).not.toThrow();
    },
  );
  test('naming one host allows no other, and messages are asked about like posts', () => {
    expect(() => checkHosts({ ...fhir('sut.example'), ...hl7('other.example') }, 'sut.example')).toThrow(
      /other\.example/,
    );
    expect(() => checkHosts({ ...fhir('SUT.example'), ...hl7('sut.example') }, 'sut.example')).not.toThrow();
  });
});
