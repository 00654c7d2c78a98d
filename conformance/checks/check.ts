import { defineScenario, type Scenario, type ScenarioInput } from '../runner/document/scenario.ts';

/**
 * One requirement, made to show itself. The scenario holds both twins: where the requirement demands something
 * and where it forbids it, differing in one factor, so that a system that alerts always or never fails one of
 * them. What is right is said by the oracle alone; a check holds no expectation.
 */
export interface Check {
  /** Id in the catalogue. */
  readonly requirement: string;
  /** The requirement as a sentence; also the title of its lane. */
  readonly sentence: string;
  /** The one factor in which the twins differ. */
  readonly factor: string;
  readonly scenario: Scenario;
}

type CheckInput = Omit<Check, 'scenario'> & Omit<ScenarioInput, 'name' | 'title' | 'about' | 'start' | 'zone'>;

/** Builds a check; throws ZodError when its scenario is not one. The lane is named `check:ID` in lower case. */
export const check = ({ requirement, sentence, factor, ...scenario }: CheckInput): Check => ({
  requirement,
  sentence,
  factor,
  scenario: defineScenario({ ...scenario, name: `check:${requirement.toLowerCase()}`, title: sentence, about: factor }),
});
