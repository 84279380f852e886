import { type NagKind, type NagSettings, nagKinds, shippedNags } from "../domain/notify/nags.ts";
import type { Message } from "./message.ts";
import { bold, briefly, bullets, code, note, paragraph, type Words, words } from "./say.ts";

const asked: Readonly<Record<NagKind, string>> = {
  commander: "who is commander",
  severity: "how bad it is",
  update: "an update",
  forgotten: "whoever acknowledged, whether they are still on it",
  task: "whoever has a task, once its time has passed",
  stale: "whether it is still on, when nothing happens",
};

const spent = (seconds: number): string => briefly(Temporal.Duration.from({ seconds }));

const timing = (kind: NagKind, { [kind]: setting }: NagSettings): string => {
  if (setting === "off") return "never";
  const nag = shippedNags.grave[kind];
  if (nag === null) return "never";
  const every = setting ?? nag.every;
  const again = every === undefined ? "" : `, then every ${spent(every)}, ${nag.times} times at most`;
  return `${nag.after === 0 ? "at once" : `after ${spent(setting ?? nag.after)}`}${again}`;
};

const where = (kind: NagKind): string =>
  shippedNags.other[kind] === null ? ", at severities that raise a banner" : "";

/** What incidents ask their people for, how often, and where. */
export const nagList = (settings: NagSettings): Message => ({
  summary: "What incidents ask their people for",
  blocks: [
    paragraph(bold("What incidents ask their people for")),
    bullets(
      nagKinds.map((kind): Words => words(bold(kind), ` · ${asked[kind]}: ${timing(kind, settings)}${where(kind)}`)),
    ),
    note("Change them: ", code("/tocsin nags update 30m"), ", ", code("/tocsin nags stale off"), "."),
    note("One incident is let alone with ", code("/incident mute 42"), "."),
  ],
});
