import { stringify } from 'yaml';
import { compact } from '../../contract/wire/json/compact.ts';
import type { Scenario } from '../runner/document/scenario.ts';

/** `{ value: 3, unit: d }` as an author writes it: `3 d`. */
const asText = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === 'value,unit'
    ? Object.values(value).join(' ')
    : value;

/** Rules hold lengths of time and amounts in parts; a document has them as text. */
const written = <T extends { readonly rules?: unknown }>(body: T | undefined) =>
  body?.rules === undefined ? body : { ...body, rules: JSON.parse(JSON.stringify(body.rules, asText)) as unknown };

/** A scenario as the YAML document that `vitalproof run` takes; read back it is the same. */
export const asYaml = (scenario: Scenario, about: string): string =>
  stringify(
    {
      ...scenario,
      name: scenario.name.replaceAll(':', '-'),
      about,
      acts: scenario.acts.map((act) => compact({ ...act, order: written(act.order), change: written(act.change) })),
    },
    { lineWidth: 100, flowCollectionPadding: false, keepUndefined: false },
  );
