import { UNRESOLVED } from '../../../contract/wire/fhir/reference.ts';
import type { IdentifierOf, ReferenceTo } from '../../../contract/wire/fhir/references.ts';
import { type Identifier, keyOf } from '../../../contract/domain/identifier.ts';
import type { ReachedPipeline } from '../../reach/reached.ts';

/** References of one server: between logical ids on the wire and business keys inside. */
export interface References {
  readonly ref: ReferenceTo;
  readonly identifierOf: IdentifierOf;
  /**
   * As `identifierOf`, but an unknown patient too has a key, one that is nobody's: so the gates see it
   * in their order, and malformed content is refused alike for an unknown patient and another's.
   */
  readonly subjectOf: IdentifierOf;
}

/** Where the server is, and what is read and written with its references. */
export interface Links {
  /** `http://127.0.0.1:8080/fhir` */
  readonly base: string;
  /**
   * What `work` makes. It is done at once and, where a reference could not be told at once, again with what was found:
   * it must do nothing but make its result.
   */
  resolve<T>(work: (references: References) => T): T | Promise<T>;
}

/** Stands for what is not known yet, in a result that nobody sees. */
const YET_TO_COME: Identifier = { system: UNRESOLVED, value: 'yet-to-come' };

/** Answers that were waited for, by what was asked. */
type Known = Map<string, unknown>;

class Lookup {
  readonly #known: Known;
  readonly #wait: Promise<void>[] = [];

  constructor(known: Known) {
    this.#known = known;
  }

  /** What `ask` answers, if it does so at once or was waited for; else `instead`. */
  find<T>(name: string, ask: () => T | Promise<T>, instead: T): T {
    if (this.#known.has(name)) return this.#known.get(name) as T;
    const answer = ask();
    if (!(answer instanceof Promise)) return answer;
    this.#wait.push(answer.then((found) => void this.#known.set(name, found)));
    return instead;
  }

  /** Undefined: nothing is waited for. */
  get answers(): Promise<unknown> | undefined {
    return this.#wait.length === 0 ? undefined : Promise.all(this.#wait);
  }
}

const relativeTo = (base: string, reference: string): string =>
  (reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference).replace(/\/_history\/\d+$/, '');

/** Relative references, absolute ones below our own base, and either with a version. */
const referencesOf = (pipeline: Pick<ReachedPipeline, 'references'>, base: string, lookup: Lookup): References => {
  const { references } = pipeline;
  const known = (relative: string): Identifier | undefined =>
    lookup.find(relative, () => references.identifierOf(relative), YET_TO_COME);
  return {
    ref: (type, key) => {
      const name = `${type} ${keyOf(key)}`;
      const ask = () => (type === 'Recipient' ? references.recipient(key) : references.referenceTo(type, key));
      const found = lookup.find<string | undefined>(name, ask, 'yet/to-come');
      if (found === undefined) throw new Error(`nothing is kept under ${name}`);
      return found;
    },
    identifierOf: (reference) => known(relativeTo(base, reference)),
    subjectOf: (reference) => {
      const relative = relativeTo(base, reference);
      const found = known(relative);
      if (found !== undefined || !relative.startsWith('Patient/')) return found;
      return { system: UNRESOLVED, value: relative.slice(0, 255) };
    },
  };
};

/** Each time round at least one more reference is known, and a resource has only so many. */
const resolveWith = <T>(
  pipeline: Pick<ReachedPipeline, 'references'>,
  base: string,
  work: (references: References) => T,
  known: Known,
): T | Promise<T> => {
  const lookup = new Lookup(known);
  let made: T;
  try {
    made = work(referencesOf(pipeline, base, lookup));
  } catch (error) {
    if (lookup.answers === undefined) throw error;
    return lookup.answers.then(() => resolveWith(pipeline, base, work, known));
  }
  const { answers } = lookup;
  return answers === undefined ? made : answers.then(() => resolveWith(pipeline, base, work, known));
};

export const linksOf = (pipeline: Pick<ReachedPipeline, 'references'>, base: string): Links => ({
  base,
  resolve: (work) => resolveWith(pipeline, base, work, new Map()),
});
