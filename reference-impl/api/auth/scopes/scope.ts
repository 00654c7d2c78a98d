import { CANONICAL_BASE } from '../../../../contract/codes/canonical.ts';
import { accept, type Outcome, refuse } from '../../../../contract/refusal.ts';

/** Longest list of scopes in one token, in characters. */
export const MAX_SCOPE_LENGTH = 2048;

/**
 * One right that a scope gives and an interaction needs: `Observation.c` (`cruds`: create, read, update, delete,
 * search; `*` for every type), or the canonical address of an operation of the whole system.
 */
export type Right = string;

/**
 * One scope. `context` says for whom: `patient` for the one the client speaks for, `user` for the clinician,
 * `system` for whatever the client was registered for; undefined for an operation.
 */
export interface Scope {
  readonly text: string;
  readonly context: 'patient' | 'user' | 'system' | undefined;
  readonly type: string | undefined;
  readonly rights: readonly Right[];
}

const FORM = /^(patient|user|system)\/([A-Z][A-Za-z]{1,63}|\*)\.(c?r?u?d?s?|read|write|\*)$/;
const OPERATION = `${CANONICAL_BASE}/OperationDefinition/`;
/** SMART v1, as v2 reads it. Source: SMART App Launch 2, Scopes for requesting FHIR resources. */
const FIRST_VERSION: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** The scope that an operation of the whole system needs: SMART has none for operations, and lets a server name its own by an address. */
export const operationScope = (name: string): Right => `${OPERATION}${name}`;

/** Reads one scope: `system/Observation.cud`, `patient/*.rs`, v1's `system/Observation.read`, or an operation's address. */
export const parseScope = (text: string): Outcome<Scope> => {
  if (text.startsWith(OPERATION) && /^[a-z-]{1,64}$/.test(text.slice(OPERATION.length)))
    return accept({ text, context: undefined, type: undefined, rights: [text] });
  const [, context, type = '', permissions = ''] = FORM.exec(text) ?? [];
  if (context === undefined || permissions === '')
    return refuse('bad-value', undefined, 'a scope such as system/Observation.cud, patient/Task.rs or system/*.rs');
  const letters = FIRST_VERSION[permissions] ?? permissions;
  const rights = [...letters].map((letter) => `${type}.${letter}`);
  return accept({ text, context: context as Exclude<Scope['context'], undefined>, type, rights });
};

/** Reads scopes with one space between each two, as OAuth writes them; the first that is none refuses all. */
export const parseScopes = (text: string): Outcome<readonly Scope[]> => {
  const scopes: Scope[] = [];
  for (const one of new Set(text.split(' '))) {
    const scope = parseScope(one);
    if (!scope.ok) return scope;
    scopes.push(scope.value);
  }
  return accept(scopes);
};

/** Everything that scopes allow together. */
export const rightsOf = (scopes: readonly Scope[]): ReadonlySet<Right> =>
  new Set(scopes.flatMap((scope) => scope.rights));

/** Whether a right is among those held, by its type or by `*`. */
export const holds = (held: ReadonlySet<Right>, right: Right): boolean =>
  held.has(right) || held.has(right.replace(/^[A-Za-z]+\.(?=[cruds]$)/, '*.'));

/** Whether a client that has `registered` may be given `wanted`: the same context, and no right beyond. */
export const isWithin = (wanted: Scope, registered: readonly Scope[]): boolean => {
  const held = rightsOf(registered.filter(({ context }) => context === wanted.context));
  return wanted.rights.every((right) => holds(held, right));
};
