import { cases } from '../talk.ts';

/** Engines send again when no answer came, with the same MSH-10. */
export const repeats = cases('repeat', {
  'again-on-its-connection': [
    'The same message again is answered alike and has no second effect',
    async (talk) => {
      const wire = await talk.connect();
      const first = talk.message('for the first time');
      await wire.send(first);
      await wire.answered(first);
      const again = talk.again(first, 'byte for byte again');
      await wire.send(again);
      await wire.answered(again, 2);
    },
  ],
  'again-on-another-connection': [
    'The same message on another connection is answered alike and has no second effect',
    async (talk) => {
      const wire = await talk.connect();
      const first = talk.message('for the first time');
      await wire.send(first);
      await wire.answered(first);
      const other = await talk.connect();
      const again = talk.again(first, 'byte for byte again, on another connection');
      await other.send(again);
      await other.answered(again);
    },
  ],
  'again-three-times': [
    'However often it is repeated, it is one message',
    async (talk) => {
      const first = talk.message('for the first time');
      for (const message of [first, ...[1, 2, 3].map((n) => talk.again(first, `repetition ${n}`))]) {
        // oxlint-disable-next-line no-await-in-loop -- one after the other
        const wire = await talk.connect();
        // oxlint-disable-next-line no-await-in-loop -- as above
        await wire.send(message);
        // oxlint-disable-next-line no-await-in-loop -- as above
        if (!(await wire.answered(message))) return;
      }
    },
  ],
  'refused-again': [
    'A message that was refused is refused again',
    async (talk) => {
      const wire = await talk.connect();
      const first = talk.message('with a unit that nobody knows', { defect: { kind: 'unknown-unit', unit: 'mg%' } });
      await wire.send(first);
      await wire.answered(first);
      const other = await talk.connect();
      const again = talk.again(first, 'the same refused message again');
      await other.send(again);
      await other.answered(again);
    },
  ],
  'control-id-reused': [
    'Other content under a used control id is refused',
    async (talk) => {
      const wire = await talk.connect();
      const first = talk.message('for the first time');
      await wire.send(first);
      await wire.answered(first);
      const other = await talk.connect();
      const reused = talk.reuse(first, 'another reading under its control id');
      await other.send(reused);
      await other.answered(reused);
    },
  ],
});
