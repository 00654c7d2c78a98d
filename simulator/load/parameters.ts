/** How a reading travels: a FHIR post of its own, several readings of one person in a FHIR bundle, or an HL7 v2 message over MLLP. */
export type LoadTransport = 'single' | 'bundle' | 'mllp';

/** People whose readings all go one way. A channel has a schedule of its own. */
export interface LoadChannel {
  readonly transport: LoadTransport;
  /** How many people. */
  readonly people: number;
  /** Readings of one person that go in one send; 1 for `single`. */
  readonly readingsPerSend: number;
}

/**
 * When the readings of a person were taken. `recent`: within the last hour. `meals`: at breakfast, lunch, dinner and
 * bedtime of the days before. `cgm`: every five minutes. `alarms`: as `recent`, and most of them out of the limits.
 */
export type LoadCourse = 'recent' | 'meals' | 'cgm' | 'alarms';

/** All that a stream of load is made from: the same parameters give the same bytes, in Node and in k6. Plain JSON. */
export interface LoadParameters {
  readonly seed: number;
  /** Ends every business key, so that two runs against one system never meet. */
  readonly nonce: string;
  /** No reading was taken after this, ms since 1970. */
  readonly untilMs: number;
  readonly course: LoadCourse;
  readonly readingsPerPerson: number;
  /** How often each reading is sent: 2 is a meter that sends its whole memory again. */
  readonly rounds: number;
  /** About how many people of a channel send at a time; the next begin when these are done. */
  readonly peopleAtOnce: number;
  readonly channels: readonly LoadChannel[];
}
