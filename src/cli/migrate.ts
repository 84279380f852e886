import { openDatabaseOf } from "../app.ts";
import { readConfig } from "../config.ts";
import { say, type Verb } from "./verb.ts";

export const migrate: Verb = {
  summary: "Bring the database up to date, as every start does",
  async run(_args, env) {
    const database = await openDatabaseOf(readConfig(env));
    await database.close();
    say("The database is up to date.");
    return 0;
  },
};
