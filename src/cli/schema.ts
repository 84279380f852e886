import { ConfigError } from "../domain/refusal.ts";
import type { Schemas } from "../http/schemas.ts";
import { webhookJsonSchema } from "../platforms/webhook/schema.ts";
import { say, type Verb } from "./verb.ts";

/** What is published: printed here, and served at `/schemas/<name>.json`. */
export const schemas: Schemas = { webhook: webhookJsonSchema };

export const schema: Verb = {
  summary: "Print the JSON Schema of what Tocsin sends: webhook",
  usage: "webhook",
  async run([name = ""]) {
    const make = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (make === undefined) {
      throw new ConfigError([`There is no schema ${name}. There is: ${Object.keys(schemas).join(", ")}.`]);
    }
    say(JSON.stringify(make(), null, 2));
    return 0;
  },
};
