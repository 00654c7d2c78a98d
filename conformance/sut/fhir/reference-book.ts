import { type Identifier, keyOf } from '../../../contract/domain/index.ts';
import type { IdentifierOf, ReferenceTo } from '../../../contract/wire/fhir/references.ts';

/** Types that stand for one business key each. */
export type KeyedType =
  | 'Patient'
  | 'PractitionerRole'
  | 'CareTeam'
  | 'Device'
  | 'ServiceRequest'
  | 'Consent'
  | 'Observation'
  | 'Task'
  | 'Communication';

/** A reference that points to nothing: what we cannot name must be refused by the SUT, not kept from it. */
const NOWHERE = 'vitalproof-unknown';

/** A resource that changes more often in one run has gone wrong. */
export const MOST_VERSIONS = 10_000;

/** Logical ids of one SUT ⇄ business keys, as learnt from its answers, and the version last seen of each. */
export class ReferenceBook {
  readonly #byKey = new Map<string, string>();
  readonly #byReference = new Map<string, Identifier | undefined>();
  readonly #etags = new Map<string, string>();
  readonly #versions = new Map<string, string[]>();
  readonly #base: string;

  constructor(base: string) {
    this.#base = `${base}/`;
  }

  /** Without the base and the version: `Patient/p1`. */
  relative(reference: string): string {
    const local = reference.startsWith(this.#base) ? reference.slice(this.#base.length) : reference;
    return local.replace(/\/_history\/[^/]*$/, '');
  }

  /**
   * What was first said to stand there keeps its name: a system may answer a second key with the same resource, for it took
   * both for one, and an item that named the first must not be read as naming the second.
   */
  learn(reference: string, key: Identifier): void {
    const local = this.relative(reference);
    if (this.#byReference.get(local) === undefined) this.#byReference.set(local, key);
    this.#byKey.set(`${local.split('/')[0] ?? ''} ${keyOf(key)}`, local);
  }

  /** Nothing with a business key stands there; it is not asked for again. */
  learnNothing(reference: string): void {
    this.#byReference.set(this.relative(reference), undefined);
  }

  knows(reference: string): boolean {
    return this.#byReference.has(this.relative(reference));
  }

  find(type: KeyedType | 'Recipient', key: Identifier): string | undefined {
    const types: readonly KeyedType[] = type === 'Recipient' ? ['PractitionerRole', 'CareTeam'] : [type];
    return types.map((t) => this.#byKey.get(`${t} ${keyOf(key)}`)).find((r) => r !== undefined);
  }

  /** The place, from 1, of a version among those of its resource that came into sight; at most {@link MOST_VERSIONS} are told apart. */
  placeOf(reference: string, versionId: string): number {
    const versions = this.#versions.get(reference) ?? [];
    this.#versions.set(reference, versions);
    const place = versions.indexOf(versionId) + 1;
    if (place > 0) return place;
    return versions.length < MOST_VERSIONS ? versions.push(versionId) : MOST_VERSIONS;
  }

  setEtag(reference: string, etag: string): void {
    this.#etags.set(this.relative(reference), etag);
  }

  forgetEtag(reference: string): void {
    this.#etags.delete(this.relative(reference));
  }

  etag(reference: string): string | undefined {
    return this.#etags.get(this.relative(reference));
  }

  readonly identifierOf: IdentifierOf = (reference) => this.#byReference.get(this.relative(reference));

  /** For writing. A device that is not known is left to the codec (by identifier alone); anything else points nowhere. */
  readonly referenceTo: ReferenceTo = (type, key) => {
    const known = this.find(type, key);
    if (known !== undefined) return known;
    if (type === 'Device') throw new RangeError('no such device');
    return `${type === 'Recipient' ? 'PractitionerRole' : type}/${NOWHERE}`;
  };
}
