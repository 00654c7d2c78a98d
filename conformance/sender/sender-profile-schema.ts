import { z } from 'zod';
import { SenderProfileDocument } from './sender-profile.ts';

const ABOUT = [
  'The file in which a sender under test describes itself (docs/sender.md), as YAML. What a schema cannot say: that the',
  'command which starts it is there, and that a deadline is longer than nothing.',
].join(' ');

/** A list of one may be written without brackets; the schema says what is let through. */
const oneOrMore = (names: readonly string[]): object => ({
  anyOf: [{ enum: names }, { type: 'array', items: { enum: names }, minItems: 1 }],
});

const namesOf = (list: { readonly out: { readonly element: { readonly options: readonly string[] } } }) =>
  list.out.element.options;

/** The form of a sender's profile as JSON Schema, draft 2020-12, published as conformance/sender/sender-profile.schema.json. */
export const senderProfileJsonSchema = (): object => {
  const schema = z.toJSONSchema(SenderProfileDocument, { io: 'input', target: 'draft-2020-12', reused: 'ref' });
  const { sources, out } = SenderProfileDocument.shape;
  return {
    title: 'A vitalproof profile of a sender under test, format 1',
    description: ABOUT,
    ...schema,
    properties: { ...schema.properties, sources: oneOrMore(namesOf(sources)), out: oneOrMore(namesOf(out)) },
  };
};
