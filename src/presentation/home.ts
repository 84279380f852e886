import type { IncidentPage } from "../domain/incident/list.ts";
import type { StandingView } from "../domain/oncall/schedule-view.ts";
import { incidentRow, totalWords } from "./incident-list.ts";
import type { Block, Message } from "./message.ts";
import { standingWords } from "./oncall-now.ts";
import { counted } from "./oncall-words.ts";
import { bold, bullets, button, controls, divider, heading, note, paragraph } from "./say.ts";

/** A person's home: what is theirs, what is active, who is on call, and a way to open another. */
export const home = (
  shown: { readonly mine: IncidentPage; readonly all: IncidentPage; readonly onCall: StandingView },
  now: Temporal.Instant,
): Message => ({
  summary: `Tocsin: ${totalWords(shown.all)}`,
  blocks: [
    controls(button("Open an incident", "incident open", { style: "primary" }), button("List all", "incident list")),
    ...section("Assigned to you", "Nothing is assigned to you.", shown.mine, "incident mine", now),
    divider,
    ...section("Active incidents", "All is quiet: no incident is active.", shown.all, "incident active", now),
    ...onCallNow(shown.onCall),
  ],
});

const onCallNow = (view: StandingView): readonly Block[] =>
  view.standing.length === 0
    ? []
    : [
        divider,
        heading("On call now"),
        bullets(view.standing.map((one) => [bold(one.schedule.name), ": ", standingWords(one, view)])),
        ...(view.more === 0 ? [] : [note(counted(view.more, "more schedule"))]),
        controls(button("Calendar", "oncall calendar")),
      ];

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
