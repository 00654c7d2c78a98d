import { type MllpCase, cases } from '../talk.ts';
import { CR, FS, VT, withSegment } from './bytes.ts';

/** Bytes that are no frame, before and between two messages. */
const around = (name: string, sentence: string, noise: Buffer): MllpCase =>
  cases('stream', {
    [name]: [
      sentence,
      async (talk) => {
        const wire = await talk.connect();
        for (const place of ['before', 'between']) {
          const message = talk.message(`${noise.length} bytes ${place} frames`);
          // oxlint-disable-next-line no-await-in-loop -- one after the other
          await wire.raw(noise);
          // oxlint-disable-next-line no-await-in-loop -- as above
          await wire.send(message);
          // oxlint-disable-next-line no-await-in-loop -- as above
          if (!(await wire.answered(message))) return;
        }
      },
    ],
  })[0] as MllpCase;

/** A frame that holds no HL7, then a message on the same connection. */
const junk = (name: string, sentence: string, content: string): MllpCase =>
  cases('stream', {
    [name]: [
      sentence,
      async (talk) => {
        const wire = await talk.connect();
        await wire.raw(Buffer.concat([VT, Buffer.from(content), FS, CR]), 1);
        const message = talk.message('behind a frame without HL7');
        await wire.send(message);
        await wire.answered(message);
      },
    ],
  })[0] as MllpCase;

/** Bytes outside of frames are ignored, and what is no message leaves the next one whole. */
export const noise: readonly MllpCase[] = [
  around('line-feeds-between', 'Line feeds between frames are ignored', Buffer.from('\n\r\n')),
  around('zeros-between', 'Zero bytes between frames are ignored', Buffer.alloc(16)),
  around('letters-between', 'Letters between frames are ignored', Buffer.from('KEEPALIVE')),
  around('end-marks-between', 'End marks without a frame are ignored', Buffer.concat([FS, CR, FS, CR])),
  around('a-thousand-bytes-between', 'A thousand bytes between frames are ignored', Buffer.alloc(1000, 'x')),
  around('http-before', 'A request of another protocol is ignored', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')),
  junk('empty-frame', 'An empty frame leaves the next message whole', ''),
  junk('frame-without-hl7', 'A frame without HL7 leaves the next message whole', 'hello'),
  ...cases('stream', {
    'start-mark-twice': [
      'A second start mark begins the message anew',
      async (talk) => {
        const wire = await talk.connect();
        const message = talk.message('VT twice');
        await wire.send(message, [Buffer.concat([VT, message.frame])]);
        await wire.answered(message);
      },
    ],
    'separator-in-content': [
      'FS without CR behind it is content',
      async (talk) => {
        const wire = await talk.connect();
        const message = talk.message('FS inside a segment that nobody knows', { edit: withSegment('ZVP|a\u001Cb') });
        await wire.send(message);
        await wire.answered(message);
      },
    ],
    'message-without-frame': [
      'A message without its marks was not sent, and leaves the next one whole',
      async (talk) => {
        const wire = await talk.connect();
        const bare = talk.message('without VT, FS and CR', { defect: { kind: 'cut-off' } });
        await wire.send(bare, [bare.content]);
        const message = talk.message('behind a message without marks');
        await wire.send(message);
        await wire.answered(message);
      },
    ],
  }),
];
