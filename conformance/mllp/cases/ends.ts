import { cases } from '../talk.ts';
import { CR, FS, VT } from './bytes.ts';

/** A message is sent once its end mark is, and not before. */
export const ends = cases('stream', {
  'end-missing-then-closed': [
    'A connection that closes inside a message has no effect',
    async (talk) => {
      const wire = await talk.connect();
      const lost = talk.message('closed before its end mark', { defect: { kind: 'cut-off' } });
      await wire.send(lost, [lost.frame.subarray(0, -2)]);
      wire.end();
    },
  ],
  'end-cut-then-closed': [
    'A message without the last byte of its end mark has no effect',
    async (talk) => {
      const wire = await talk.connect();
      const lost = talk.message('closed between FS and CR', { defect: { kind: 'cut-off' } });
      await wire.send(lost, [lost.frame.subarray(0, -1)]);
      wire.end();
    },
  ],
  'half-then-closed': [
    'Half a message has no effect',
    async (talk) => {
      const wire = await talk.connect();
      const lost = talk.message('closed in its middle', { defect: { kind: 'cut-off' } });
      await wire.send(lost, [lost.frame.subarray(0, lost.frame.length >> 1)]);
      wire.end();
    },
  ],
  'half-then-reset': [
    'A connection that is reset inside a message has no effect',
    async (talk) => {
      const wire = await talk.connect();
      const lost = talk.message('reset in its middle', { defect: { kind: 'cut-off' } });
      await wire.send(lost, [lost.frame.subarray(0, lost.frame.length >> 1)]);
      wire.reset();
    },
  ],
  'end-missing-then-next': [
    'A message whose end got lost does not spoil the next one',
    async (talk) => {
      const wire = await talk.connect();
      const lost = talk.message('its end mark got lost', { defect: { kind: 'cut-off' } });
      const next = talk.message('behind a message without an end');
      await wire.send([lost, next], [Buffer.concat([lost.frame.subarray(0, -2), next.frame])]);
      await wire.answered(next);
    },
  ],
  'half-then-next': [
    'Half a message does not spoil the next one',
    async (talk) => {
      const wire = await talk.connect();
      const lost = talk.message('cut off in its middle', { defect: { kind: 'cut-off' } });
      const next = talk.message('behind half a message');
      await wire.send([lost, next], [lost.frame.subarray(0, lost.frame.length >> 1), next.frame]);
      await wire.answered(next);
    },
  ],
  'last-segment-unended': [
    'The last segment may lack its CR',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('no CR behind the last segment');
      const content = message.content.at(-1) === 0x0d ? message.content.subarray(0, -1) : message.content;
      await wire.send(message, [Buffer.concat([VT, content, FS, CR])]);
      await wire.answered(message);
    },
  ],
  'own-side-closed': [
    'A sender that closes its side after its message still gets the answer',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('FIN right behind it');
      await wire.send(message);
      wire.end();
      await wire.answered(message);
    },
  ],
});
