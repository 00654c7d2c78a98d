/** What came back of one post. `body` null: none was read. */
export interface CameBack {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string | null;
  /** Of the sender itself, where nothing came. */
  readonly error: string;
}

const MOST_BODY = 4000;
const REFERENCE = /(Observation\/[A-Za-z0-9.-]{1,64})/;
const referenceIn = (location: string | undefined): string => REFERENCE.exec(location ?? '')?.[1] ?? '';

/** A resource, or nothing (`Prefer: return=minimal`); a page for people is neither. */
const MAY_BE_FHIR = /^\s*(?:\{|$)/;

interface BundleAnswer {
  readonly entry?: readonly { readonly response?: { readonly status?: string; readonly location?: string } }[];
}

/** What was made: the status and the logical reference of each reading. */
const madeBy = ({ status, location, body }: CameBack, asBundle: boolean): string => {
  if (!asBundle) return `${status}:${referenceIn(location)}`;
  const { entry = [] } = JSON.parse(body ?? '') as BundleAnswer;
  return entry.map(({ response: one }) => `${(one?.status ?? '').slice(0, 3)}:${referenceIn(one?.location)}`).join(' ');
};

/** The end of a line of a sender (docs/load.md): what was made, or JSON that says what came in place of it. */
export const tailOf = (came: CameBack, asBundle: boolean): string => {
  const { status, body, error } = came;
  const shown = typeof body === 'string' ? body.slice(0, MOST_BODY) : undefined;
  if (status < 200 || status > 299) return JSON.stringify({ error, body: shown });
  const unreadable = (): string => JSON.stringify({ error: 'the answer cannot be read', body: shown });
  if (!MAY_BE_FHIR.test(body ?? '')) return unreadable();
  try {
    return madeBy(came, asBundle);
  } catch {
    return unreadable();
  }
};
