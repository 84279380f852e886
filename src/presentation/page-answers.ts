import type { Incident } from "../domain/incident/incident.ts";
import { incidentKey } from "../domain/incident/incident.ts";
import type { Snooze, Snoozed } from "../domain/notify/snooze.ts";
import { incidentChanged, named } from "./incident-answers.ts";
import { counted } from "./incident-words.ts";
import type { Message } from "./message.ts";
import { also, answer, bold, button, controls, listed, moment, words } from "./say.ts";

type Paged =
  | { readonly kind: "paged"; readonly incident: Incident; readonly people: readonly string[]; readonly others: number }
  | { readonly kind: "many"; readonly incident: Incident; readonly count: number };

/** Who was paged; where that would be many, the same again as a button. */
export const pagedByHand = (paged: Paged, targets: readonly string[]): Message => {
  const { incident } = paged;
  const key = incidentKey(incident);
  if (paged.kind === "many") {
    return also(
      answer(
        `That pages ${counted(paged.count, "person", "people")} at once for `,
        named(incident),
        ". Is that meant?",
      ),
      controls(
        button("Page them all", `incident page person --confirmed ${key} ${targets.join(" ")}`, { style: "danger" }),
      ),
    );
  }
  const others = paged.others === 0 ? [] : [counted(paged.others, "other target")];
  return also(
    answer("Paged ", listed([...paged.people.map((name) => bold(name)), ...others]), " for ", named(incident), "."),
    controls(button("Why", `incident page why ${key}`), button("Snooze 15m", `incident page snooze ${key} 15m`)),
  );
};

export const snoozed = (incident: Incident, snooze: Snooze, what: Snoozed): Message => {
  const { silent, again, undo, flag } = silences[what];
  if (snooze === "off") return incidentChanged(incident, again);
  const wake = controls(button(undo, `incident page snooze ${flag}${incidentKey(incident)} off`));
  return also(
    incidentChanged(
      incident,
      snooze === "forever" ? `${silent} until further notice.` : words(silent, " until ", moment(snooze), "."),
    ),
    wake,
  );
};

const silences: Readonly<Record<Snoozed, Readonly<Record<"silent" | "again" | "undo" | "flag", string>>>> = {
  pages: { silent: "pages are silent", again: "pages ring again.", undo: "Let pages ring again", flag: "" },
  asks: { silent: "it asks for nothing", again: "it asks again.", undo: "Let it ask again", flag: "--asks " },
};

export const escalated = (incident: Incident): Message => incidentChanged(incident, "the next ones are called.");

export const pageDeclined = (incident: Incident): Message =>
  incidentChanged(incident, "you said that you can't; the next ones are called.");
