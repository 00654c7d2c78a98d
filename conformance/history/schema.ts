import { z } from 'zod';
import { Interval } from '../../contract/domain/index.ts';
import { HistoryLine } from './lines.ts';

const ABOUT = [
  'One line of a history.ndjson (docs/history.md). What a schema of one line cannot say: the order of lines and of',
  'instants, the checksum, and that a message is at most 4096 bytes of UTF-8.',
].join(' ');

/** The form of a line as JSON Schema, draft 2020-12, published as conformance/history/history.schema.json. */
export const historyJsonSchema = (): object => {
  const schema = z.toJSONSchema(HistoryLine, {
    io: 'input',
    target: 'draft-2020-12',
    reused: 'ref',
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as unknown) === Interval) jsonSchema.anyOf = [{ required: ['low'] }, { required: ['high'] }];
    },
  });
  return { title: 'A line of a vitalproof history, format 2', description: ABOUT, ...schema };
};
