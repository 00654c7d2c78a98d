import { type JsonObject, writeLossless } from '../../../contract/wire/json/lossless.ts';
import { startReference, type ReferenceOptions, type RunningReference } from '../../server.ts';

/** An answer to what a browser asked for. */
export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser without scripts: it keeps its cookie, follows where it is sent, and sends forms as browsers do. */
export interface Browser {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Shown>;
  /** Sends a form with the token of the last page; `headers` in place of what a browser says of where it began. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Shown>;
  /** As get, without waiting for the end. */
  open(path: string, signal: AbortSignal, method?: 'GET' | 'HEAD'): Promise<Response>;
  readonly origin: string;
}

const OWN = { 'sec-fetch-site': 'same-origin' };

export const createBrowser = (origin: string): Browser => {
  let cookie = '';
  let token = '';
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${origin}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
    });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    return response;
  };
  const shown = async (response: Response): Promise<Shown> => {
    const text = await response.text();
    token = /name="form-token"\s+value="([^"]+)"/.exec(text)?.[1] ?? token;
    const to = response.headers.get('location');
    return to === null ? { status: response.status, headers: response.headers, text } : get(to);
  };
  const get: Browser['get'] = async (path, headers = {}) => shown(await ask(path, { headers }));
  return {
    origin,
    get,
    post: async (path, fields, headers = OWN) =>
      shown(
        await ask(path, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body: new URLSearchParams({ 'form-token': token, ...fields }).toString(),
        }),
      ),
    open: (path, signal, method = 'GET') => ask(path, { signal, method }),
  };
};

/** Signs in as the person whose button says so. */
export const signIn = async (browser: Browser, name: string): Promise<Shown> => {
  const { text } = await browser.get('/sign-in');
  const chosen = [...text.matchAll(/<button name="as" value="([^"]+)"[^>]*>([^<]+)</g)].find(
    ([, , said]) => said === name,
  );
  return browser.post('/sign-in', { as: chosen?.[1] ?? `nobody is called ${name}` });
};

/** A reference without access control, for this test alone. */
export const startOpen = (options: Partial<ReferenceOptions> = {}): Promise<RunningReference> =>
  startReference({ databasePath: ':memory:', tokenKey: 'x'.repeat(32), auth: 'none', ...options });

export const originOf = ({ fhirBase }: RunningReference): string => new URL(fhirBase).origin;

/** Sends a resource over FHIR, as a role (and its person); gives its reference. Throws what is refused. */
export const sendFhir = async ({ fhirBase }: RunningReference, resource: JsonObject, as = 'ehr'): Promise<string> => {
  const type = String(resource['resourceType']);
  const response = await fetch(`${fhirBase}/${type}`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json', 'x-acting-as': as },
    body: writeLossless(resource),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  const id = /\/([^/]+)\/_history/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
  return `${type}/${id}`;
};
