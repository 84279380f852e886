import manifest from "../../package.json" with { type: "json" };
import { say, type Verb } from "./verb.ts";

export const version: Verb = {
  summary: "Say which version this is",
  async run() {
    say(manifest.version);
    return 0;
  },
};
