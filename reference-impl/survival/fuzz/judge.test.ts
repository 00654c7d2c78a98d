import { describe, expect, test } from 'vitest';
import { refuse } from '../../../contract/refusal.ts';
import type { RefusalName } from '../../../contract/codes/refusals.ts';
import { operationOutcome } from '../../../contract/wire/fhir/outcome.ts';
import { encodeAck } from '../../../contract/wire/hl7v2/ack.ts';
import { EXAMPLES } from '../../../contract/wire/hl7v2/examples.ts';
import { peekHeader } from '../../../contract/wire/hl7v2/message.ts';
import { frame } from '../../../contract/wire/hl7v2/mllp.ts';
import { writeLossless } from '../../../contract/wire/json/lossless.ts';
import { SECRETS } from './case.test-helper.ts';
import { judgeAck, judgeAcks, judgeHttp, owedIn } from './judge.test-helper.ts';

const sent = (id: string, ...edits: readonly (readonly [string, string])[]): string =>
  edits.reduce(
    (text, [from, to]) => text.replace(from, to),
    (EXAMPLES['reading-glucose'] ?? '').replace('RES00042', id),
  );
const envelope = {
  sendingApplication: 'RPM',
  sendingFacility: 'GOODHEALTH',
  receivingApplication: 'GATEWAY',
  receivingFacility: 'HOME',
  at: '2026-03-03T13:05:12.100Z',
  controlId: 'A1',
  processingId: 'T',
} as const;
const ack = (
  id: string,
  code: RefusalName | 'AA' = 'AA',
  at: string | undefined = 'OBX^1^5',
  detail?: string,
): Buffer => {
  const header = peekHeader(sent(id));
  const content = code === 'AA' ? ({ code } as const) : ({ code: 'AE', ...refuse(code, at, detail) } as const);
  return Buffer.from(encodeAck(header, content, envelope));
};
const stream = (...messages: readonly string[]): Buffer => Buffer.concat(messages.map((message) => frame(message)));

describe('what is owed', () => {
  test.each([
    ['a message', '\vMSH|^~\\&|A|B|C|D|1||ORU^R01|X1|T|2.5.1\r\x1c\r', [['X1', 1, 1]]],
    ['a message in enhanced mode', '\vMSH|^~\\&|A|B|C|D|1||ORU^R01|X1|T|2.5.1|||AL|NE\r\x1c\r', [['X1', 0, 2]]],
    ['nothing that is HL7', '\vxyz\x1c\r', [['', 1, 1]]],
    ['other delimiters', '\vMSH#!~\\&#A#B#C#D#1##ORU!R01#X1#T#2.5.1\r\x1c\r', [[undefined, 1, 1]]],
    ['what has lost its end, and the next one', '\vMSH|^~\\&|||||||||L\r\vxyz\x1c\r', [['', 1, 1]]],
    ['FS without CR, which is content', '\vx\x1cy\x1c\r', [['', 1, 1]]],
    ['noise, and what was not ended', 'noise\x1c\r\vMSH|^~\\&|', []],
  ])('by %s', (_what, bytes, owed) => {
    expect(owedIn(Buffer.from(bytes, 'latin1')).map(({ id, least, most }) => [id, least, most])).toEqual(owed);
  });

  test('by a message too large, whether it ends or not', () => {
    const large = Buffer.concat([Buffer.from('\vMSH|^~\\&|A'), Buffer.alloc(8 * 1024 * 1024)]);
    expect(owedIn(large)).toHaveLength(1);
    expect(owedIn(Buffer.concat([large, Buffer.from('\x1c\r')]))).toHaveLength(1);
  });
});

describe('acknowledgements', () => {
  const two = stream(sent('M1'), sent('M2'));
  test.each<[string, readonly Buffer[], RegExp | undefined]>([
    ['one each, in order', [ack('M1'), ack('M2', 'no-permission')], undefined],
    ['one that is missing', [ack('M1')], /1 acknowledgements where 2/],
    ['one too many', [ack('M1'), ack('M1'), ack('M2')], /3 acknowledgements where 2/],
    ['the wrong way round', [ack('M2'), ack('M1')], /no acknowledgement of M1/],
    ['of something else', [ack('M1'), ack('M9')], /no acknowledgement of M2/],
    ['without a place', [ack('M1'), ack('M2', 'no-permission', '')], /without a place/],
    ['of a failure', [ack('M1'), ack('M2', 'unavailable')], /a failure of its own/],
    ['with a secret', [ack('M1'), ack('M2', 'bad-value', 'PID^1^5', SECRETS.family)], /tells of another patient/],
    ['that are none', [ack('M1'), Buffer.from('MSH|^~\\&|A\r')], /no acknowledgement/],
    ['that are no HL7', [ack('M1'), Buffer.from('hello')], /no HL7/],
  ])('%s', (_what, acks, problem) => {
    const problems = judgeAcks(two, acks).join('\n');
    if (problem === undefined) expect(problems).toBe('');
    else expect(problems).toMatch(problem);
  });

  test('as many as two may be owed, and the next one has no plain id: whose is whose is not said', () => {
    const enhanced = '\vMSH|^~\\&|A|B|C|D|1||ORU^R01|||||||AL\r\x1c\r';
    const nameless = '\vMSH|^~\\&|A|B|C|D|1||ORU^R01|""|T|2.5.1\r\x1c\r';
    const sentBytes = Buffer.concat([Buffer.from(enhanced + nameless, 'latin1'), stream(sent('M1'))]);
    expect(owedIn(sentBytes).map(({ id }) => id)).toEqual(['', undefined, 'M1']);
    expect(judgeAcks(sentBytes, [ack(''), ack(''), ack('M1')])).toEqual([]);
    expect(judgeAcks(sentBytes, [ack('')])).not.toEqual([]);
  });

  test('an answer that grows with the message', () => {
    expect(judgeAck(Buffer.concat([ack('M1'), Buffer.alloc(100_000, 'x')])).problem).toMatch(/an answer of/);
  });

  test('what is of the whole message needs no place', () => {
    expect(judgeAck(ack('M1', 'charset', '')).problem).toBeUndefined();
  });
});

describe('answers of FHIR', () => {
  const outcome = (code: RefusalName, at?: string, detail?: string): string =>
    writeLossless(operationOutcome(refuse(code, at, detail).refusal));
  test.each<[string, number, string, RegExp | undefined]>([
    ['a success', 201, '{"resourceType":"Observation"}', undefined],
    ['a refusal with its place', 422, outcome('bad-value', 'Observation.status'), undefined],
    ['a refusal of the whole body', 400, outcome('malformed', undefined, 'not JSON'), undefined],
    ['a refusal without a place', 422, outcome('bad-value'), /without a place/],
    ['a refusal without a reason', 422, '{"resourceType":"OperationOutcome"}', /without a reason/],
    ['a refusal without a body', 417, '', /without a reason/],
    ['a failure', 500, '{}', /a failure of its own/],
    ['a redirection', 302, '', /neither yes nor no/],
    ['a success with a secret', 200, `{"value":${SECRETS.value}}`, /tells of another patient/],
    ['a refusal with a secret', 409, outcome('identifier-conflict', 'Patient.name', SECRETS.given), /tells of another/],
  ])('%s', (_what, status, body, problem) => {
    const found = judgeHttp({ status, body, closes: false }, true);
    if (problem === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(problem);
  });

  test('what is of no body needs no place', () => {
    expect(judgeHttp({ status: 422, body: outcome('bad-value'), closes: false }, false)).toBeUndefined();
  });
});
