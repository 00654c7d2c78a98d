import { z } from 'zod';
import { FromHarness, FromSender } from './messages.ts';

/** Every message of the virtual device bus as JSON Schema, draft 2020-12, published as contract/wire/device-bus/device-bus.schema.json. */
export const busJsonSchema = (): object => ({
  title: 'A message of the vitalproof device bus, version 1',
  description:
    'docs/sender.md says who sends what when. `n` counts the messages of one direction from 1 without a gap.',
  ...z.toJSONSchema(z.object({ fromHarness: FromHarness, fromSender: FromSender }), {
    io: 'input',
    target: 'draft-2020-12',
    reused: 'ref',
  }),
});
