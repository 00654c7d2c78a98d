import { encodeSuggestions } from '../../../contract/wire/fhir/suggestion.ts';
import { accept } from '../../../contract/refusal.ts';
import { suggest } from '../../guidance/suggest.ts';
import type { Context, Route } from './route.ts';
import { stop } from './surface-refusal.ts';

const needed = ({ query }: Context, name: string): { readonly system: string; readonly code: string } => {
  const { system, value } = query.token(name) ?? stop('unsupported-parameter', `http.${name}`, `${name} is needed`);
  return { system, code: value };
};

/** What guidelines say, for a clinician to take over or not. Writes nothing. */
export const GUIDANCE: readonly Route[] = [
  {
    name: '$suggested-limits',
    method: 'GET',
    path: '/$suggested-limits',
    roles: ['ehr', 'clinician'],
    parameters: [
      { name: 'measure', type: 'token' },
      { name: 'condition', type: 'token' },
    ],
    subject: 'order',
    handle: async (context) => {
      const suggestions = suggest(needed(context, 'measure'), needed(context, 'condition'));
      return accept({ status: 200, resource: () => encodeSuggestions(suggestions) });
    },
  },
];
