import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { added, raw, startRefusing } from './refused-attempts.test-helper.ts';
import type { RunningReference } from './server.ts';

let reference: RunningReference;
beforeAll(async () => {
  reference = await startRefusing();
});
afterAll(() => reference.close());

describe('each refusal over HL7 v2 leaves one event with the code that was answered', () => {
  const header = (sender: string, type: string, id: string, version = '2.5.1'): string =>
    `MSH|^~\\&|${sender}|RPM|GOODHEALTH|20260303120000.000+0000||${type}|${id}|T|${version}|||||||UNICODE UTF-8`;
  const GATEWAY = 'GATEWAY|GOODHEALTH';
  const body = (time = '20260303115900+0000'): string =>
    [
      'PID|1||MRN1001^^^GOODHEALTH&2.999.1.1&ISO^MR',
      `OBR|1||R1^METER|41653-7^Glucose^LN|||${time}`,
      `OBX|1|NM|41653-7^Glucose^LN||212|mg/dL^mg/dL^UCUM|||||F|||${time}`,
    ].join('\r');
  const ORU = 'ORU^R01^ORU_R01';
  test.each([
    ['an unknown sender', `${header('STRANGER|X', ORU, 'M1')}\r${body()}`, 'unauthenticated', 'STRANGER', false],
    ['no header', 'PID|1', 'malformed', 'unknown', false],
    [
      'another message',
      `${header(GATEWAY, 'SIU^S12^SIU_S12', 'M2')}\r${body()}`,
      'unsupported-message',
      GATEWAY,
      false,
    ],
    ['another version', `${header(GATEWAY, ORU, 'M3', '2.3')}\r${body()}`, 'unsupported-version', GATEWAY, false],
    ['a wrong role', `${header('EHR|GOODHEALTH', ORU, 'M4')}\r${body()}`, 'scope', 'EHR|GOODHEALTH', true],
    ['no offset', `${header(GATEWAY, ORU, 'M5')}\r${body('20260303115900')}`, 'time-without-offset', GATEWAY, true],
    ['no order', `${header(GATEWAY, ORU, 'M6')}\r${body()}`, 'no-active-order', GATEWAY, true],
    ['no order, once more', `${header(GATEWAY, ORU, 'M6')}\r${body()}`, 'no-active-order', GATEWAY, true],
    [
      'a control id that was used',
      `${header(GATEWAY, ORU, 'M6')}\r${body()}\rNTE|1`,
      'control-id-reuse',
      'GATEWAY',
      false,
    ],
  ])('%s', async (_title, message, refusal, who, entity) => {
    const events = await added(async () => {
      expect(await raw(reference.hl7.port, `\v${message}\r\x1c\r`)).toContain(`${refusal}^`);
    });
    expect(events).toEqual([{ refusal, who, entity }]);
  });
});
