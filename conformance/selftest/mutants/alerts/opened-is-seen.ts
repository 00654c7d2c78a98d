import type { Seams } from '../../../../reference-impl/seams.ts';
import type { Mutant } from '../../mutant.ts';
import { shownItems } from '../../seams/between.ts';

const OPENED = /^\/(?:fhir\/)?Task\/(?<id>[^/?]+)$/;

export const openedIsSeen: Mutant = {
  name: 'opened-is-seen',
  defect: 'an item counts as seen once somebody has read it by its id',
  requirement: 'ALR-15',
  // Whoever marks an item opens it first: whoever looks in between finds it seen by nobody.
  also: ['ALR-07'],
  make: () => {
    const opened = new Set<string>();
    const fhir: Seams['fhir'] = (request, _response, next) => {
      const id = request.method === 'GET' ? OPENED.exec(request.url ?? '')?.groups?.['id'] : undefined;
      if (id !== undefined) opened.add(id);
      next();
    };
    const shown = shownItems((entries) =>
      entries.map((entry) => {
        const { body } = entry;
        if (body.status !== 'new' || !opened.has(entry.id)) return entry;
        const event = { status: 'seen', at: body.created ?? '', actor: 'system' } as const;
        return {
          ...entry,
          version: entry.version + 1,
          body: { ...body, version: body.version + 1, status: 'seen', history: [...body.history, event] },
        };
      }),
    );
    return { seams: { ...shown, fhir } };
  },
};
