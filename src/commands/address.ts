import { Refusal } from "../domain/refusal.ts";
import type { CommandCtx } from "./context.ts";

/** Where people's browsers reach the bot; refused where nobody said, with what to do about it. */
export const addressOf = ({ url }: Pick<CommandCtx, "url">): string => {
  if (url !== undefined) return url;
  throw new Refusal(
    "no-address",
    "Tocsin does not know where browsers reach it. Whoever runs it sets `TOCSIN_URL`, such as " +
      "`TOCSIN_URL=https://tocsin.example.com`, and starts it again.",
  );
};
