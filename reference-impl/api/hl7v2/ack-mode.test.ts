import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refuse } from '../../../contract/refusal.ts';
import { STANDARD_DELIMITERS } from '../../../contract/wire/hl7v2/delimiters.ts';
import { Segment } from '../../../contract/wire/hl7v2/segment.ts';
import { acksFor, readAckMode } from './ack-mode.ts';

const header = (commit: string, application: string): Segment =>
  new Segment(
    `MSH|^~\\&|A|B|C|D|20260303080512-0500||ORU^R01^ORU_R01|M1|T|2.5.1|||${commit}|${application}`,
    STANDARD_DELIMITERS,
    1,
  );
const accepted = { code: 'AA', warnings: ['phone-not-eligible'] } as const;
const ofContent = { code: 'AE', refusal: refuse('no-permission').refusal } as const;
const ofMessage = { code: 'AE', refusal: refuse('malformed').refusal } as const;
const ofHeader = { code: 'AR', refusal: refuse('unsupported-version').refusal } as const;

/** The codes sent for an acceptance, a refusal of the content, of the message, of its header. */
const codes = (commit: string, application: string): readonly string[] => {
  const mode = readAckMode(header(commit, application));
  if (!mode.ok) return [mode.refusal.code];
  return [accepted, ofContent, ofMessage, ofHeader].map((judged) =>
    acksFor(mode.value, judged)
      .map(({ code }) => code)
      .join('+'),
  );
};

describe('what is acknowledged, and how', () => {
  test.each([
    ['', '', ['AA', 'AE', 'AE', 'AR']],
    ['AL', 'AL', ['CA+AA', 'CA+AE', 'CE', 'CR']],
    ['AL', 'NE', ['CA', 'CE', 'CE', 'CR']],
    ['AL', '', ['CA', 'CE', 'CE', 'CR']],
    ['NE', 'AL', ['AA', 'AE', 'AE', 'AR']],
    ['', 'AL', ['AA', 'AE', 'AE', 'AR']],
    ['NE', 'NE', ['', '', '', '']],
    ['AL', 'ER', ['CA', 'CA+AE', 'CE', 'CR']],
    ['AL', 'SU', ['CA+AA', 'CE', 'CE', 'CR']],
    ['ER', 'NE', ['', 'CE', 'CE', 'CR']],
    ['ER', 'AL', ['AA', 'AE', 'CE', 'CR']],
    ['SU', 'AL', ['CA+AA', 'CA+AE', 'AE', 'AR']],
    ['SU', 'NE', ['CA', '', '', '']],
    ['ER', 'ER', ['', 'AE', 'CE', 'CR']],
    ['XX', 'AL', ['bad-value']],
    ['AL', 'al', ['bad-value']],
  ])('MSH-15 %s, MSH-16 %s', (commit, application, expected) => {
    expect(codes(commit, application)).toEqual(expected);
  });

  test('the place of a condition that is none', () => {
    expect(readAckMode(header('AL', 'XX'))).toMatchObject({ refusal: { at: 'MSH^1^16' } });
    expect(readAckMode(header('XX', ''))).toMatchObject({ refusal: { at: 'MSH^1^15' } });
  });

  test('a reason and a warning stand in the acknowledgement that tells them, and in no other', () => {
    const both = { commit: 'AL', application: 'AL' } as const;
    expect(acksFor(both, ofContent)).toEqual([{ code: 'CA' }, ofContent]);
    expect(acksFor(both, accepted)).toEqual([{ code: 'CA' }, accepted]);
    expect(acksFor({ commit: 'AL', application: 'NE' }, accepted)).toEqual([{ ...accepted, code: 'CA' }]);
    expect(acksFor({ commit: 'AL', application: 'NE' }, ofContent)).toEqual([{ ...ofContent, code: 'CE' }]);
  });

  test('nothing that is refused is ever told as taken by the last word', () => {
    const condition = fc.constantFrom('', 'AL', 'NE', 'ER', 'SU');
    fc.assert(
      fc.property(
        condition,
        condition,
        fc.constantFrom(ofContent, ofMessage, ofHeader),
        (commit, application, judged) => {
          const mode = readAckMode(header(commit, application));
          const last = mode.ok ? acksFor(mode.value, judged).at(-1)?.code : undefined;
          expect(['AA', 'CA']).not.toContain(last);
        },
      ),
    );
  });
});
