import type { ScenarioAct } from '../../conformance/runner/document/scenario-act.ts';
import { VERBS } from '../../conformance/runner/document/scenario-act.ts';

const plain = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `{${Object.entries(value)
        .filter(([, v]) => v !== undefined)
        .map(([k, v]) => `${k}: ${plain(v)}`)
        .join(', ')}}`
    : String(value);

/** One act in one line, as it stands in the scenario: `+5min reading {name: r1, value: 181 mg/dL}`. */
export const verbatim = (act: ScenarioAct): string => {
  const verb = VERBS.find((v) => act[v] !== undefined);
  return `${act.at ?? ''} ${verb ?? ''} ${plain(verb === undefined ? {} : act[verb])}`;
};
