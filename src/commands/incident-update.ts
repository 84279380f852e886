import { incidentKey, incidentName } from "../domain/incident/incident.ts";
import { incidentChanged } from "../presentation/incident-answers.ts";
import { moment as shownAt } from "../presentation/say.ts";
import { postIncidentUpdate } from "../services/incident/update.ts";
import { incident } from "./arguments/incident.ts";
import { moment } from "./arguments/moment.ts";
import { rest, word } from "./arguments/plain.ts";
import { command, named, optional } from "./command.ts";

export const postUpdate = command({
  path: "incident update post",
  summary: "Tell everybody who waits: what we know, what we do, when we speak again",
  permission: "incident.change",
  answer: "private",
  args: {
    next: named(moment("When the next update comes, such as 30m or 14:30", "future")),
    doing: named(word("What is being done")),
    incident: incident(),
    known: optional(rest("What we know")),
  },
  examples: ["incident update post next:30m 42 payments fail in Europe; we are rolling back"],
  form: {
    when: (args) => args.known === undefined,
    build: (ctx, args) => ({
      path: "incident update post",
      title: `Update ${incidentName(args.incident)}`,
      submit: "Post",
      known: { incident: incidentKey(args.incident) },
      inputs: [
        { kind: "text", name: "known", label: "What do we know?", long: true },
        {
          kind: "text",
          name: "doing",
          label: "What are we doing?",
          long: true,
          optional: true,
          ...(args.doing === undefined ? {} : { initial: args.doing }),
        },
        {
          kind: "text",
          name: "next",
          label: "When do we speak again?",
          hint: "Such as 30m, 14:30 or tomorrow 9:00",
          optional: true,
          ...(args.next === undefined ? {} : { initial: minutesUntil(args.next, ctx.now()) }),
        },
      ],
    }),
  },
  run: async (ctx, args) => {
    const told = await postIncidentUpdate(ctx, args.incident, {
      known: args.known ?? "",
      ...(args.doing === undefined ? {} : { doing: args.doing }),
      ...(args.next === undefined ? {} : { nextAt: args.next }),
    });
    return incidentChanged(
      told,
      "your update is being posted wherever it is shown.",
      args.next === undefined ? "" : [" The next one is due ", shownAt(args.next), "."],
    );
  },
});

const minutesUntil = (at: Temporal.Instant, now: Temporal.Instant): string =>
  `${Math.max(1, Math.round(now.until(at).total("minutes")))}m`;
