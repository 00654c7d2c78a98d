import { describe, expect, test } from 'vitest';
import { keyOf, type Message } from '../../../contract/domain/index.ts';
import type { OpLine } from '../../history/lines.ts';
import { itemId, patientId } from '../history-builder.test-helper.ts';
import type { OpOf, PatientRecord } from '../record/patient-record.ts';
import { messageFacts } from './message-facts.ts';

describe('what became of a message', () => {
  const message = (value: string): Message =>
    ({
      identifier: { system: 'm', value },
      about: itemId('i'),
      patient: patientId(),
      text: value,
    }) as unknown as Message;
  type Read = OpOf<'message.read'>;
  const read = (
    sent: number,
    shown: readonly string[] | undefined,
    more: Partial<Read['act']> = {},
    outcome = 'ok',
  ): Read =>
    ({
      seq: sent,
      sent,
      settled: sent + 5,
      outcome,
      act: { op: 'message.read', patient: patientId(), ...more },
      output: shown === undefined ? {} : { messages: shown.map(message) },
    }) as unknown as Read;
  const sentAt = 100;
  const facts = (reads: readonly Read[], strangers: readonly Read[] = [], seenBy = 50): string => {
    const record = {
      key: keyOf(patientId()),
      messages: [{ lane: 'l', sent: sentAt, settled: sentAt + 5, act: { op: 'message.send', message: message('a') } }],
      messageReads: reads,
      items: [
        { key: keyOf(itemId('another')), first: { by: 0 } },
        { key: keyOf(itemId('i')), first: { by: seenBy } },
      ],
    } as unknown as PatientRecord;
    const [fact] = messageFacts(record, (lane) => (lane === 'l' ? strangers : []));
    if (fact === undefined) throw new Error('no fact');
    const list = (all: readonly { readonly read: OpLine; readonly shown: readonly Message[] }[]): string =>
      all.map(({ read: { seq }, shown }) => `${seq}${shown.length > 0 ? '!' : ''}`).join();
    return [
      fact.aboutKnown ? 'known' : 'unknown',
      `own ${list(fact.ownReads)}`,
      `others ${list(fact.otherReads)}`,
      `before ${fact.readsBefore.map((r) => `${r.seq}${fact.showsIt(r) ? '!' : ''}`).join()}`,
      `unsent ${fact.unsent.map((k) => k.split('|')[1]).join()}`,
    ].join('; ');
  };
  test('is what its patient read after it was sent', () => {
    expect(facts([read(104, ['a']), read(105, ['a']), read(106, []), read(107, ['b'])])).toBe(
      'known; own 105!,106,107; others ; before ; unsent b',
    );
  });
  test('or before', () => {
    expect(facts([read(94, ['a']), read(95, ['a']), read(93, [])])).toBe(
      'known; own ; others ; before 94!,93; unsent ',
    );
  });
  test('as far as it was answered', () => {
    const empty = { ...read(108, []), output: undefined } as unknown as Read;
    expect(facts([read(105, undefined), empty, read(106, ['a'], {}, 'unknown'), read(107, ['c'], {}, 'refused')])).toBe(
      'known; own ; others ; before ; unsent ',
    );
  });
  test('what others read: another patient, or in the name of one', () => {
    const other = patientId('p2');
    const strangers = [
      read(110, ['a'], { patient: other }),
      read(111, [], { patient: other }),
      read(104, ['a'], { patient: other }),
      read(112, ['a']),
      read(113, ['a'], { patient: other }, 'refused'),
    ];
    expect(facts([], strangers)).toBe('known; own ; others 110!,111; before ; unsent ');
    expect(
      facts([
        read(105, ['a'], { by: other }),
        read(106, ['z'], { by: other }, 'unknown'),
        read(107, [], { by: other }, 'refused'),
        read(108, ['a'], { by: patientId() }),
        read(109, undefined, { by: other }),
        { ...read(110, [], { by: other }, 'refused'), output: undefined } as unknown as Read,
      ]),
    ).toBe('known; own 108!; others 105!,107,109,110; before ; unsent ');
  });
  test('is about an item that had been seen by then', () => {
    expect([facts([], [], 100), facts([], [], 101)].map((t) => t.split(';')[0])).toEqual(['known', 'unknown']);
  });
});
