import { historyBundle } from '../../../contract/wire/fhir/bundle.ts';
import { accept, type Outcome } from '../../../contract/refusal.ts';
import { compact } from '../../../contract/wire/json/compact.ts';
import type { Caller } from '../../pipeline.ts';
import { encodeStored } from './encode-stored.ts';
import { PAGE } from './query.ts';
import { replyWith } from './replies.ts';
import type { Context, Reply, Route } from './route.ts';
import { stop } from './surface-refusal.ts';

const READERS: readonly Caller['role'][] = ['ehr', 'clinician', 'gateway'];

/** A page goes on below the version that it names. */
const beforeOf = ({ query }: Context): number | undefined => {
  if (query.page === undefined) return undefined;
  return /^[1-9]\d{0,8}$/.test(query.page)
    ? Number(query.page)
    : stop('unsupported-parameter', `http.${PAGE}`, `${PAGE}: not a mark of this server`);
};

/** Every version of a reading, newest first. */
const history = async (context: Context): Promise<Outcome<Reply>> => {
  const { pipeline, caller, id, query, links } = context;
  const { count } = query;
  const versions = await pipeline.readings.history(
    caller,
    id,
    compact({ before: beforeOf(context), count: count + 1 }),
  );
  if (!versions.ok) return versions;
  const shown = versions.value.slice(0, count);
  const url = (page?: number): string => {
    const params = new URLSearchParams(query.params);
    if (page !== undefined) params.set(PAGE, String(page));
    return `${links.base}/Observation/${id}/_history${params.size === 0 ? '' : `?${params.toString()}`}`;
  };
  const next = versions.value.length > count ? shown.at(-1)?.version : undefined;
  const resources = await links.resolve(({ ref }) => shown.map((version) => encodeStored('Observation', version, ref)));
  const to = compact({ self: url(), next: next === undefined ? undefined : url(next) });
  return accept({ status: 200, resource: () => historyBundle(links.base, resources, to) });
};

/** A reading as one version said. */
const vread = async (context: Context): Promise<Outcome<Reply>> => {
  const { pipeline, caller, id, versionId = 0 } = context;
  const found = await pipeline.readings.history(caller, id, { before: versionId + 1, count: 1 });
  if (!found.ok) return found;
  const [version] = found.value;
  if (version?.version !== versionId) stop('not-found', undefined, `version ${versionId}`);
  return accept(replyWith(context, 'Observation', version));
};

/** What a reading said before it was corrected or taken back. */
export const OBSERVATION_HISTORY: readonly Route[] = [
  {
    name: 'Observation.history-instance',
    method: 'GET',
    path: '/Observation/:id/_history',
    roles: READERS,
    parameters: [
      { name: '_count', type: 'special' },
      { name: PAGE, type: 'special' },
    ],
    subject: 'reading',
    handle: history,
  },
  {
    name: 'Observation.vread',
    method: 'GET',
    path: '/Observation/:id/_history/:version',
    roles: READERS,
    subject: 'reading',
    handle: vread,
  },
];
