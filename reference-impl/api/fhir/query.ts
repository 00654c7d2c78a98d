import type { Identifier } from '../../../contract/domain/index.ts';
import { OffsetDateTime } from '../../../contract/domain/time.ts';
import { typeOf } from '../../../contract/wire/fhir/reference.ts';
import { oneSearchValue, parseSearchToken } from '../../../contract/wire/fhir/search-token.ts';
import { momentOf } from '../../clock/instant.ts';
import { stop } from './surface-refusal.ts';

/** Page size where the request names none, and the largest that is given. */
export const DEFAULT_COUNT = 50;
export const MAX_COUNT = 500;
/** Name of the opaque cursor in our own next links. */
export const PAGE = '_page';
/** R4's code system of Task.status. */
export const TASK_STATUS_SYSTEM = 'http://hl7.org/fhir/task-status';
/** Parameters of every search. */
const COMMON = ['_format'];

/** The parameters of one search. Whatever is not offered is refused, never passed over. */
export class SearchQuery {
  readonly params: URLSearchParams;

  /** `repeatable`: parameters that may stand more than once. */
  constructor(params: URLSearchParams, offered: readonly string[], repeatable: readonly string[] = ['date']) {
    for (const name of new Set(params.keys())) {
      if (!offered.includes(name) && !COMMON.includes(name))
        stop('unsupported-parameter', `http.${name.slice(0, 64)}`, name.slice(0, 64));
      if (params.getAll(name).length > 1 && !repeatable.includes(name)) {
        stop('unsupported-parameter', `http.${name}`, `${name} is given twice`);
      }
      if (params.getAll(name).includes('')) stop('unsupported-parameter', `http.${name}`, `${name} has no value`);
    }
    const format = params.get('_format');
    if (
      format !== null &&
      !/^(?:application\/fhir json|application\/fhir\+json|application\/json|json)$/.test(format)
    ) {
      stop('unsupported-parameter', 'http._format', '_format: only json');
    }
    this.params = params;
  }

  get(name: string): string | undefined {
    return this.params.get(name) ?? undefined;
  }

  /** A `system|value` token. A list of alternatives is not offered, and would else be taken for a value that nobody has. */
  token(name: string): Identifier | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    return (
      parseSearchToken(text) ??
      stop('unsupported-parameter', `http.${name}`, `${name}: expected one system|value, a comma in it as \\,`)
    );
  }

  /**
   * The code of an element that is of one system: said alone, or with the system before it, as of every token. Of another
   * system it stays as it was said, which is no code. Source: FHIR R4, Search, token.
   */
  code(name: string, system: string): string | undefined {
    const text = this.get(name);
    return text?.startsWith(`${system}|`) === true ? text.slice(system.length + 1) : text;
  }

  /** `Type/id` of a reference parameter, which is of one of the types; a bare id is of the first. */
  reference(name: string, ...types: readonly [string, ...string[]]): string | undefined {
    const text = this.get(name);
    if (text === undefined) return undefined;
    const one =
      oneSearchValue(text) ?? stop('unsupported-parameter', `http.${name}`, `${name}: expected one reference`);
    if (!one.includes('/')) return `${types[0]}/${one}`;
    const type = typeOf(one);
    return type !== undefined && types.includes(type)
      ? one
      : stop('unsupported-parameter', `http.${name}`, `${name}: expected ${types.map((t) => `${t}/id`).join(' or ')}`);
  }

  /** The instant of the one value of `name` that begins with `prefix`. A `+` that became a space is put back. */
  instant(name: string, prefix: 'ge' | 'lt'): string | undefined {
    const values = this.params.getAll(name);
    if (values.some((v) => !/^(?:ge|lt)/.test(v)))
      stop('unsupported-parameter', `http.${name}`, `${name}: only ge and lt`);
    const matching = values.filter((v) => v.startsWith(prefix)).map((v) => v.slice(2).replace(' ', '+'));
    if (matching.length > 1) stop('unsupported-parameter', `http.${name}`, `${name}: ${prefix} is given twice`);
    const [text] = matching;
    if (text !== undefined && (!OffsetDateTime.safeParse(text).success || momentOf(text) === undefined)) {
      stop('unsupported-parameter', `http.${name}`, `${name}: expected an instant with an offset`);
    }
    return text;
  }

  get count(): number {
    const text = this.get('_count');
    if (text === undefined) return DEFAULT_COUNT;
    if (!/^[1-9]\d*$/.test(text)) stop('unsupported-parameter', 'http._count', '_count: expected a positive number');
    return Math.min(Number(text), MAX_COUNT);
  }

  get page(): string | undefined {
    return this.get(PAGE);
  }

  /** Only the order the server sorts in anyway. */
  sortedBy(order: string): void {
    const wanted = this.get('_sort');
    if (wanted !== undefined && wanted !== order) stop('unsupported-parameter', 'http._sort', `_sort: only ${order}`);
  }
}
