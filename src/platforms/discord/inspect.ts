import { makeRest } from "./client.ts";
import { askWho } from "./identity.ts";
import { intentsOf, lacking } from "./intents.ts";
import { installUrl } from "./manifest.ts";

/** Whose token this is, what is switched off, and where the bot is added to a server. Throws when it is refused. */
export const inspectDiscord = async (config: {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly mode: "gateway" | "http";
}): Promise<string> => {
  const { application, name, flags } = await askWho(makeRest(config.token, config.apiUrl));
  const missing = config.mode === "gateway" ? lacking(intentsOf(flags)) : [];
  return [`${name}, ${config.mode} mode. Add it to a server: ${installUrl(application)}`, ...missing].join(" ");
};
