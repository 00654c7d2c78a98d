import { decodeSource, encodeSource, encodeSources } from '../../../contract/wire/fhir/source.ts';
import { accept } from '../../../contract/refusal.ts';
import type { Route } from './route.ts';
import { decoded } from './surface-refusal.ts';

/** An operator's act: a sender's client is admitted, for what and until when, or withdrawn; and who was. */
export const SOURCES: readonly Route[] = [
  {
    name: '$source-admission',
    method: 'POST',
    path: '/$source-admission',
    roles: ['ehr'],
    subject: 'access',
    handle: async ({ body, pipeline, caller }) => {
      const { source, status } = decoded(decodeSource(body));
      const done = await pipeline.sources.set(caller, source, status);
      if (!done.ok) return done;
      const { stored, effect } = done.value;
      return accept({ status: effect === 'created' ? 201 : 200, resource: () => encodeSource(stored.body) });
    },
  },
  {
    name: '$source-admissions',
    method: 'GET',
    path: '/$source-admissions',
    roles: ['ehr'],
    subject: 'access',
    handle: async ({ pipeline, caller }) => {
      const known = await pipeline.sources.list(caller);
      if (!known.ok) return known;
      const admissions = known.value.map(({ body }) => body);
      return accept({ status: 200, resource: () => encodeSources(admissions) });
    },
  },
];
