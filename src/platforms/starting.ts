import type { Logger } from "pino";
import type { Table } from "../commands/table.ts";
import type { Messengers } from "../ports.ts";
import type { Storage } from "../services/attachment/storage.ts";
import type { Ground } from "../services/ground.ts";
import type { Outside } from "../services/outside.ts";

/** What every platform's adapter is started with. */
export interface Starting {
  /** The zone a workspace is created with (TOCSIN_TIMEZONE). */
  readonly zone: string;
  readonly ground: Ground;
  readonly table: Table;
  readonly messengers: Messengers;
  readonly outside: Outside;
  /** Where the copies of files lie. */
  readonly storage?: Storage;
  /** Where people's browsers reach the bot. */
  readonly address?: () => string | undefined;
  /** Can other Slack teams be let in over the web? */
  readonly installs?: boolean;
  readonly log: Logger;
}
