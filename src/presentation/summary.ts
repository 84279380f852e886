import type { Counted, Summary } from "../domain/notify/summary.ts";
import { counted } from "./incident-words.ts";
import type { Block, Message } from "./message.ts";
import { bold, bullets, button, controls, listed, paragraph, say, type Words } from "./say.ts";

/** A day in one message: what is new, what is active, what was resolved, and what nobody has. */
export const summaryMessage = ({ opened, active, resolved, unassigned }: Summary): Message => {
  const total = active.reduce((sum, { count }) => sum + count, 0);
  const head = `Since yesterday: ${counted(opened.total, "new incident")}, ${resolved.total} resolved. ${counted(total, "incident")} active.`;
  return {
    summary: head,
    blocks: [
      paragraph(bold("Daily summary")),
      paragraph(head),
      ...(active.length === 0
        ? []
        : [
            paragraph(
              bold("Active: "),
              listed(active.map(({ severity, count }) => `${count} ${severity ?? "without severity"}`)),
            ),
          ]),
      ...section("New", opened),
      ...section("Resolved", resolved),
      ...section("Without assignee", unassigned),
      controls(button("Active incidents", "incident list"), button("When and whether this comes", "tocsin me show")),
    ],
  };
};

const section = (title: string, { total, incidents }: Counted): readonly Block[] =>
  total === 0
    ? []
    : [
        paragraph(bold(`${title} (${total})`)),
        bullets([
          ...incidents.map(
            ({ number, title: of, severity }): Words =>
              say`${bold(`INC-${number}`)} ${of}${severity === undefined ? "" : ` · ${severity}`}`,
          ),
          ...(total > incidents.length ? [`and ${total - incidents.length} more`] : []),
        ]),
      ];
