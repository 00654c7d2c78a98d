/** What the catalogue says about a requirement beyond its verdict. All of it is optional: a report works without. */
export interface RequirementText {
  /** The clause it comes from, in one or two sentences. */
  readonly clause?: string;
  /** Where the demand comes from outside this contract. */
  readonly source?: string;
  /** Defects that are known to break it, in a few words each. */
  readonly causes?: readonly string[];
  /** How an implementer usually gets it right. */
  readonly fix?: string;
}
export type RequirementTexts = ReadonlyMap<string, RequirementText>;
