import type { PingRule, PingShown } from "../../domain/oncall/ping.ts";
import { pingDigits, pingOption } from "../../presentation/oncall-pings.ts";
import { listPings, pingCalled } from "../../services/oncall/ping/change.ts";
import { readPingRule } from "../../services/oncall/ping/rule.ts";
import { type Argument, argument } from "../command.ts";

/** A ping by the end of its id. */
export const ping = (description: string): Argument<PingShown> =>
  argument(
    {
      name: "ping",
      expects: "the digits of a ping; `/oncall ping list` shows them",
      read: pingCalled,
      complete: async (ctx, typed) =>
        (await listPings(ctx))
          .map((one) => ({ label: pingOption(one), value: pingDigits(one.ping) }))
          .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
          .slice(0, 25),
    },
    description,
  );

/** When a ping comes. */
export const pingRule = (description: string): Argument<Pick<PingRule, "kind" | "text">> =>
  argument(
    {
      name: "rule",
      commas: true,
      expects: "a time such as `every weekday 09:00`, a cron line such as `0 9 * * 1-5`, or an RRULE",
      read: (_ctx, text) => readPingRule(text),
    },
    description,
  );
