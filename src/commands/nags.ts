import { nagKinds } from "../domain/notify/nags.ts";
import { readDuration } from "../domain/wall.ts";
import { nagList } from "../presentation/nags.ts";
import { changeNag, viewNags } from "../services/workspace/nags.ts";
import { choice } from "./arguments/plain.ts";
import { argument, type Command, command, optional } from "./command.ts";

const words = ["off", "usual"] as const;

const wait = (description: string) =>
  argument<number | "off" | "usual">(
    {
      name: "wait",
      expects: "how long, such as `30m`; `off`; or `usual`",
      read: (_ctx, text) =>
        words.find((word) => word === text.toLowerCase()) ??
        readDuration(text)?.total({ unit: "seconds", relativeTo: "1970-01-01" }),
    },
    description,
  );

/** What incidents ask their people for while they last. */
export const nagCommands: readonly Command[] = [
  command({
    path: "tocsin nags",
    summary: "Show or set what incidents ask their people for",
    permission: "workspace.view",
    answer: "private",
    args: { what: optional(choice(nagKinds, "What")), after: optional(wait("How long it waits, off or usual")) },
    examples: ["tocsin nags", "tocsin nags update 30m"],
    run: async (ctx, { what, after }) =>
      nagList(what === undefined || after === undefined ? await viewNags(ctx) : await changeNag(ctx, what, after)),
  }),
];
