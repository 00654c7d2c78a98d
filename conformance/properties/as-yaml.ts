import { stringify } from 'yaml';
import type { Scenario } from '../runner/document/scenario.ts';

/** A scenario as the YAML document that `vitalproof run` takes; read back it is the same. */
export const asYaml = (scenario: Scenario, about: string): string =>
  stringify(
    { ...scenario, name: scenario.name.replaceAll(':', '-'), about },
    { lineWidth: 100, flowCollectionPadding: false, keepUndefined: false },
  );
