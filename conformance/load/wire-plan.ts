import type { LoadParameters } from '../../simulator/load/parameters.ts';
import type { ArrivalStage } from './arrival.ts';

/** Texts with something of a reading between each two of them. */
export interface Template {
  readonly texts: readonly string[];
  readonly fields: readonly ('identifier' | 'patient' | 'device' | 'deviceKey' | 'effective' | 'value')[];
}

type ByUnit = Readonly<Record<'mg/dL' | 'mmol/L', Template>>;
type Headers = Readonly<Record<string, Template>>;

/** How readings are written on the wire, without any credentials. */
export interface WireTemplates {
  readonly single: { readonly url: string; readonly headers: Headers; readonly body: ByUnit };
  readonly bundle: {
    readonly url: string;
    readonly headers: Headers;
    readonly head: string;
    readonly tail: string;
    readonly entry: ByUnit;
  };
}

/** What a load script is given, as JSON: no body and no reading, for it makes them itself. Types alone: k6 imports this file. */
export interface WirePlan {
  readonly parameters: LoadParameters;
  /** Arrival of each channel; those that the script does not send are empty. */
  readonly stages: readonly (readonly ArrivalStage[])[];
  readonly rateUnitS: number;
  /** Users of each channel; none of those that the script does not send. */
  readonly virtualUsers: readonly number[];
  readonly timeoutMs: number;
  readonly templates: WireTemplates;
  /** Logical references of the patients and of their meters, and the meters' keys, by the person's index. */
  readonly patients: readonly string[];
  readonly devices: readonly string[];
  readonly deviceKeys: readonly string[];
}
