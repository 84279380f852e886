import type { IncidentPage } from "../domain/incident/list.ts";
import { incidentRow, totalWords } from "./incident-list.ts";
import type { Block, Message } from "./message.ts";
import { button, controls, divider, heading, note, paragraph } from "./say.ts";

/** A person's home: what is theirs, what is active, and a way to open another. */
export const home = (
  shown: { readonly mine: IncidentPage; readonly all: IncidentPage },
  now: Temporal.Instant,
): Message => ({
  summary: `Tocsin: ${totalWords(shown.all)}`,
  blocks: [
    controls(button("Open an incident", "incident open", { style: "primary" }), button("List all", "incident list")),
    ...section("Assigned to you", "Nothing is assigned to you.", shown.mine, "incident mine", now),
    divider,
    ...section("Active incidents", "All is quiet: no incident is active.", shown.all, "incident active", now),
  ],
});

const section = (
  title: string,
  empty: string,
  page: IncidentPage,
  line: string,
  now: Temporal.Instant,
): readonly Block[] => [
  heading(title),
  ...(page.incidents.length === 0 ? [paragraph(empty)] : page.incidents.map((one) => incidentRow(one, now))),
  ...(page.total > page.incidents.length ? [note(totalWords(page)), controls(button("Show all", line))] : []),
];
