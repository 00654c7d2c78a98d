import { cases } from '../talk.ts';
import { cutAt, eachByte, WIDE_TEXT, withSegment } from './bytes.ts';

const wide = withSegment(`ZVP|${WIDE_TEXT}`);

/** Where TCP cuts a stream says nothing of where a message ends. */
export const segments = cases('stream', {
  'one-write': [
    'A message in one write is answered',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('in one write');
      await wire.send(message);
      await wire.answered(message);
    },
  ],
  'cut-in-two-at-every-byte': [
    'A message cut in two is read, wherever it is cut',
    async (talk) => {
      const wire = await talk.connect();
      let cut = 1;
      for (;;) {
        const message = talk.message(`cut in two after byte ${cut}`, { edit: wide });
        // oxlint-disable-next-line no-await-in-loop -- one cut after the other
        await wire.send(message, cutAt(message.frame, cut));
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (!(await wire.answered(message))) return;
        cut += 1;
        if (cut >= message.frame.length) return;
      }
    },
  ],
  'byte-by-byte': [
    'A message that comes byte by byte is read',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('each byte in a write of its own', { edit: wide });
      await wire.send(message, eachByte(message.frame));
      await wire.answered(message);
    },
  ],
  'start-mark-alone': [
    'The start mark may come by itself',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('VT first, the rest later');
      await wire.send(message, cutAt(message.frame, 1));
      await wire.answered(message);
    },
  ],
  'end-mark-cut': [
    'The end mark may be cut between FS and CR',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('CR of the end mark comes later');
      await wire.send(message, cutAt(message.frame, message.frame.length - 1));
      await wire.answered(message);
    },
  ],
  'cut-in-a-character': [
    'A character of several bytes may be cut',
    async (talk) => {
      const wire = await talk.connect();
      for (const [character, at] of [
        ['é', 1],
        ['‰', 2],
        ['😀', 2],
      ] as const) {
        const message = talk.message(`cut inside ${character}`, { edit: wide });
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await wire.send(message, cutAt(message.frame, message.frame.indexOf(character) + at));
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (!(await wire.answered(message))) return;
      }
    },
  ],
  'header-cut': [
    'The header may be cut before its delimiters are known',
    async (talk) => {
      const wire = await talk.connect();
      for (const at of [2, 5, 7]) {
        const message = talk.message(`cut after byte ${at} of the frame`);
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await wire.send(message, cutAt(message.frame, at));
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (!(await wire.answered(message))) return;
      }
    },
  ],
  'two-in-one-write': [
    'Two messages in one write are two messages',
    async (talk) => {
      const wire = await talk.connect();
      const messages = [talk.message('first of two in one write'), talk.message('second of two in one write')];
      await wire.send(messages);
      await wire.answered(messages);
    },
  ],
  'fifty-in-one-write': [
    'Fifty messages in one write are fifty messages',
    async (talk) => {
      const wire = await talk.connect();
      const messages = Array.from({ length: 50 }, (_, i) => talk.message(`number ${i + 1} of 50 in one write`));
      await wire.send(messages);
      await wire.answered(messages);
    },
  ],
  'one-and-a-half': [
    'A write may end in the middle of the next message',
    async (talk) => {
      const wire = await talk.connect();
      const messages = [talk.message('whole, with half of the next'), talk.message('its second half comes later')];
      const all = Buffer.concat(messages.map((m) => m.frame));
      await wire.send(messages, cutAt(all, (messages[0]?.frame.length ?? 0) + 40));
      await wire.answered(messages);
    },
  ],
  'end-and-start-together': [
    'The end of one message and the start of the next may come together',
    async (talk) => {
      const wire = await talk.connect();
      const [first, second] = [talk.message('its end comes with a start'), talk.message('its start comes with an end')];
      const all = Buffer.concat([first.frame, second.frame]);
      await wire.send(
        [first, second],
        [
          all.subarray(0, first.frame.length - 2),
          all.subarray(first.frame.length - 2, first.frame.length + 1),
          all.subarray(first.frame.length + 1),
        ],
      );
      await wire.answered([first, second]);
    },
  ],
});
