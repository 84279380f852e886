import { Refusal } from "../../domain/refusal.ts";
import { suggestIncidents } from "../../services/incident/suggest.ts";
import { type Argument, type ArgumentType, argument } from "../command.ts";
import type { CommandCtx } from "../context.ts";

/** Which incident: a number, or the incident of the thread one is in. */
export interface IncidentNumber {
  readonly number: number;
}

/** `inc-42` anywhere; a bare `42` only where it could not be part of the text: outside an incident's place. */
export const readIncidentNumber = (ctx: Pick<CommandCtx, "here">, text: string): IncidentNumber | undefined => {
  const match =
    /^inc-(\d{1,9})$/i.exec(text.trim()) ?? (ctx.here === undefined ? /^#?(\d{1,9})$/.exec(text.trim()) : null);
  return match === null ? undefined : { number: Number(match[1]) };
};

const type: ArgumentType<IncidentNumber> = {
  name: "incident",
  expects: "an incident such as `inc-42`",
  read: readIncidentNumber,
  complete: (ctx, typed) => suggestIncidents(ctx, typed),
};

/** The incident meant; inside an incident's thread or own channel the number may be left out. */
export const incident = (description = "Which incident? Left out, the one of this thread"): Argument<IncidentNumber> =>
  argument(
    {
      ...type,
      absent: (ctx) => {
        if (ctx.here !== undefined) return { number: ctx.here.number };
        throw new Refusal(
          "which-incident",
          "Which incident? Add its number, such as `inc-42`, or say it in the incident's thread. `/incident list` shows them.",
        );
      },
    },
    description,
  );

/** Another incident than the one at hand: never left out. */
export const otherIncident = (description: string): Argument<IncidentNumber> =>
  argument({ ...type, read: (_ctx, text) => readIncidentNumber({}, text) }, description);
