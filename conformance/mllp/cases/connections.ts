import { cases, type TalkMessage, type Wire } from '../talk.ts';

const IDLE_MS = 1500;

/** Connections are many, short, long or idle. */
export const connections = cases('stream', {
  'three-on-one-connection': [
    'Three messages, one after the other, get one answer each',
    async (talk) => {
      const wire = await talk.connect();
      for (let i = 1; i <= 3; i += 1) {
        const message = talk.message(`number ${i} on its connection`);
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await wire.send(message);
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (!(await wire.answered(message))) return;
      }
    },
  ],
  'many-on-one-connection': [
    'A hundred and fifty messages, one after the other, get one answer each',
    async (talk) => {
      const wire = await talk.connect();
      for (let i = 1; i <= 150; i += 1) {
        const message = talk.message(`number ${i} on its connection`);
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        await wire.send(message);
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (!(await wire.answered(message))) return;
      }
    },
  ],
  'a-connection-each': [
    'Each message may come on a connection of its own',
    async (talk) => {
      for (let i = 1; i <= 50; i += 1) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const wire = await talk.connect();
        const message = talk.message(`on connection ${i}`);
        // oxlint-disable-next-line no-await-in-loop -- as above
        await wire.send(message);
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (!(await wire.answered(message))) return;
        wire.end();
      }
    },
  ],
  'fifty-connections': [
    'Fifty connections at once are served',
    async (talk) => {
      const wires = await Promise.all(Array.from({ length: 50 }, () => talk.connect()));
      await Promise.all(
        wires.map(async (wire, i) => {
          const message = talk.message(`on connection ${i + 1} of 50`);
          await wire.send(message);
          await wire.answered(message);
        }),
      );
    },
  ],
  'two-at-once': [
    'Two messages under way on two connections get their own answers',
    async (talk) => {
      const wires = [await talk.connect(), await talk.connect()];
      const messages = wires.map((_, i) => talk.message(`under way on connection ${i + 1}`));
      await Promise.all(
        wires.map(async (wire, i) => {
          const message = messages[i] as TalkMessage;
          await wire.send(message);
          await wire.answered(message);
        }),
      );
    },
  ],
  'answers-left-unread': [
    'A sender that reads its answers late gets them all',
    async (talk) => {
      const wire: Wire = await talk.connect();
      wire.pause();
      const messages = Array.from({ length: 200 }, (_, i) => talk.message(`number ${i + 1} of 200, answers unread`));
      for (const message of messages)
        // oxlint-disable-next-line no-await-in-loop -- as one stream
        await wire.send(message);
      wire.resume();
      await wire.answered(messages);
    },
  ],
  'idle-between': [
    'A connection may be idle between two messages',
    async (talk) => {
      const wire = await talk.connect();
      const first = talk.message('before a pause');
      await wire.send(first);
      await wire.answered(first);
      await talk.idle(IDLE_MS);
      const second = talk.message('after a pause');
      await wire.send(second);
      await wire.answered(second);
    },
  ],
  'idle-half-frames': [
    'Thirty connections that stay in the middle of a message do not keep others from being served',
    async (talk) => {
      const idle = await Promise.all(Array.from({ length: 30 }, () => talk.connect()));
      await Promise.all(
        idle.map(async (wire, i) => {
          const lost = talk.message(`half a message, idle connection ${i + 1}`, { defect: { kind: 'cut-off' } });
          await wire.send(lost, [lost.frame.subarray(0, 60)]);
        }),
      );
      const wire = await talk.connect();
      const message = talk.message('beside thirty half messages');
      await wire.send(message);
      await wire.answered(message);
      for (const half of idle) half.reset();
    },
  ],
  slowly: [
    'A message that takes a second is read',
    async (talk) => {
      const wire = await talk.connect();
      const message = talk.message('in five pieces, a second in all');
      const fifth = Math.ceil(message.frame.length / 5);
      await wire.send(message, [message.frame.subarray(0, fifth)]);
      for (let i = 1; i < 5; i += 1) {
        // oxlint-disable-next-line no-await-in-loop -- the pause is the case
        await talk.idle(250);
        // oxlint-disable-next-line no-await-in-loop -- as above
        await wire.raw(message.frame.subarray(i * fifth, (i + 1) * fifth));
      }
      await wire.answered(message);
    },
  ],
});
