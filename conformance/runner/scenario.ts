import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { InputProblem } from '../../contract/input-problem.ts';
import { readYamlDocument } from '../../contract/yaml/document.ts';
import { Scenario } from './document/scenario.ts';
import { ScenarioAct, VERBS } from './document/scenario-act.ts';

export { defineScenario, Scenario, type ScenarioInput } from './document/scenario.ts';

/** A scenario from YAML text; `file` is for messages. Throws InputProblem with file, line, path and what was expected. */
export const parseScenario = (text: string, file: string): Scenario => readYamlDocument(text, file, Scenario).value;

/** A scenario from a file. */
export const loadScenario = (file: string): Scenario => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputProblem(
      `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      { file },
      'a scenario (docs/scenarios.md)',
    );
  }
  return parseScenario(text, file);
};

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
