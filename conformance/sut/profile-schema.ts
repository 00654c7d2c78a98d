import { z } from 'zod';
import { RECEIVER_SCOPES } from '../../contract/requirements/requirement.ts';
import { ProfileDocument } from './profile-document.ts';

const ABOUT = [
  'The file in which a system under test describes itself (docs/profile.md), as YAML. What a schema cannot say: that a',
  'claim stands on alerts, that a service has an address, and which variables are set.',
].join(' ');

/** A claim is read before it is checked, so that the message names the place; the schema says what is let through. */
const SCOPE = {
  anyOf: [{ enum: RECEIVER_SCOPES }, { type: 'array', items: { enum: RECEIVER_SCOPES }, minItems: 1 }],
};

/** The form of a profile as JSON Schema, draft 2020-12, published as conformance/sut/profile.schema.json. */
export const profileJsonSchema = (): object => {
  const schema = z.toJSONSchema(ProfileDocument, { io: 'input', target: 'draft-2020-12', reused: 'ref' });
  return {
    title: 'A vitalproof profile of a system under test, format 1',
    description: ABOUT,
    ...schema,
    properties: { ...schema.properties, scope: SCOPE },
  };
};
