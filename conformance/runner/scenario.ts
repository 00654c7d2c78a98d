import { z } from 'zod';
import { readYamlDocument, readYamlFile } from '../../contract/yaml/document.ts';
import { Scenario } from './document/scenario.ts';
import { ScenarioAct, VERBS } from './document/scenario-act.ts';

export { defineScenario, Scenario, type ScenarioInput } from './document/scenario.ts';

/** A scenario from YAML text; `file` is for messages. Throws InputProblem with file, line, path and what was expected. */
export const parseScenario = (text: string, file: string): Scenario => readYamlDocument(text, file, Scenario).value;

/** A scenario from a file. */
export const loadScenario = (file: string): Scenario => readYamlFile(file, Scenario, 'a scenario (docs/scenarios.md)');

/** The document's JSON Schema (draft 2020-12), as published in scenarios/scenario.schema.json. */
export const scenarioJsonSchema = (): object => {
  const schema = z.toJSONSchema(Scenario, {
    io: 'input',
    target: 'draft-2020-12',
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as unknown) === ScenarioAct) jsonSchema.oneOf = VERBS.map((verb) => ({ required: [verb] }));
    },
  });
  return { title: 'A vitalproof scenario', ...schema };
};
