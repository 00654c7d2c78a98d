import type { Caller } from '../../../pipeline.ts';
import { holds, operationScope, type Right } from './scope.ts';

/** Letters of SMART v2 for interactions. A condition searches; an update by one may create. */
const LETTERS: Readonly<Record<string, string>> = {
  create: 'c',
  'conditional-create': 'cs',
  read: 'r',
  vread: 'r',
  'history-instance': 'r',
  update: 'u',
  'conditional-update': 'cus',
  delete: 'd',
  search: 's',
};

/** What is told of items is read by whoever subscribes. A batch has no need of its own: each entry has one. */
const OTHERS: Readonly<Record<string, readonly Right[]>> = {
  'system.batch': [],
  'Patient.$monitoring-eligibility': ['Device.r'],
  'Subscription.create': ['Subscription.c', 'Task.r'],
  'Subscription.update': ['Subscription.u', 'Task.r'],
  'Subscription.$status': ['Subscription.r'],
  'Subscription.$events': ['Subscription.r', 'Task.r'],
};

/** The rights, all of them, that an interaction needs. Throws for an interaction of which nobody said what it needs. */
export const needsOf = (interaction: string): readonly Right[] => {
  const other = OTHERS[interaction];
  if (other !== undefined) return other;
  if (interaction.startsWith('$')) return [operationScope(interaction.slice(1))];
  const [type = '', code = ''] = interaction.split('.');
  const letters = LETTERS[code];
  if (letters === undefined) throw new RangeError(`nobody said which scope ${interaction} needs`);
  return [...letters].map((letter) => `${type}.${letter}`);
};

/** Rights of one type as SMART writes them together: `Observation.cu`. */
const together = (rights: readonly Right[]): readonly string[] => {
  const letters = new Map<string, string>();
  for (const right of rights) {
    const [, type = right, letter = ''] = /^([A-Za-z]+)\.([cruds])$/.exec(right) ?? [];
    letters.set(type, `${letters.get(type) ?? ''}${letter}`);
  }
  return [...letters].map(([type, all]) => (all === '' ? type : `${type}.${all}`));
};

const contextOf = ({ role, subject }: Caller): string =>
  subject === undefined ? 'system' : role === 'clinician' ? 'user' : 'patient';

/** Scopes for what is needed, as this caller would ask for them; separated by spaces. */
export const scopesFor = (rights: readonly Right[], caller: Caller): string =>
  together(rights)
    .map((one) => (one.includes('/') ? one : `${contextOf(caller)}/${one}`))
    .join(' ');

/** The scopes that a caller lacks for what is needed; undefined: none. A token without scopes is as wide as its role. */
export const lackingScopes = (caller: Caller, needs: readonly Right[]): string | undefined => {
  const { scopes } = caller;
  if (scopes === undefined) return undefined;
  const lacking = needs.filter((right) => !holds(scopes, right));
  return lacking.length === 0 ? undefined : scopesFor(lacking, caller);
};
