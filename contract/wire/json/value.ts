const json = JSON as unknown as { rawJSON(text: string): unknown };

/**
 * A number that keeps its text: `7.0` stays `7.0`. As a number of JavaScript it would become 7, and a digit that was
 * measured were lost.
 */
export class JsonNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  /** So that `JSON.stringify` writes its own digits (Node 21 and later). */
  toJSON(): unknown {
    return json.rawJSON(this.text);
  }
}

export type Json = null | boolean | string | JsonNumber | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
