import type { AttachmentView } from "../domain/incident/entry-view.ts";
import { incidentKey } from "../domain/incident/incident.ts";
import type { TaskView } from "../domain/incident/task-view.ts";
import type { IncidentView } from "../domain/incident/view.ts";
import { attachmentWords } from "./attachment-words.ts";
import { incidentCard } from "./incident-card.ts";
import { blocksOf } from "./markup.ts";
import type { Block, Message } from "./message.ts";
import { bold, bullets, button, code, controls, link, note, paragraph, type Words } from "./say.ts";
import { taskWords } from "./task.ts";

/** A description up to this length stands whole on the card. */
const onCard = 500;
/** The most of a kind that is listed; the rest is counted. */
const mostListed = 20;

/** All there is to an incident: its card, then what the card has no room for. */
export const incidentDetails = (
  view: IncidentView,
  more: { readonly tasks: readonly TaskView[]; readonly attachments: readonly AttachmentView[] },
  now: Temporal.Instant,
): Message => {
  const { incident, description, people } = view;
  const key = incidentKey(incident);
  const card = incidentCard(view, now);
  return {
    ...card,
    blocks: [
      ...card.blocks,
      ...(description === undefined || description.length <= onCard
        ? []
        : [paragraph(bold("Description")), ...blocksOf(description, { people })]),
      ...section("Tasks", more.tasks.map(taskWords)),
      ...section(
        "Affected",
        incident.resources.map(({ kind, name, id, url }): Words => {
          const called = url === undefined ? name : link(name, url);
          return [called, id === name ? ` (${kind})` : ` (${kind} ${id})`];
        }),
      ),
      ...section(
        "Links",
        incident.links.map(({ name, url }): Words => link(name, url)),
      ),
      ...section("Files", more.attachments.map(attachmentWords)),
      ...(more.attachments.some(({ state }) => state === "stored")
        ? [
            note(
              "Get one: ",
              code(
                `/incident show ${key} file:${more.attachments.find(({ state }) => state === "stored")?.name ?? ""}`,
              ),
            ),
          ]
        : []),
      controls(
        button("Timeline", `incident timeline ${key}`),
        button("Comments", `incident comment --list ${key}`),
        button("Tasks", `incident task list ${key}`),
        button("Assign", `incident assign add ${key}`),
      ),
    ],
  };
};

const section = (title: string, items: readonly Words[]): readonly Block[] =>
  items.length === 0
    ? []
    : [
        paragraph(bold(title)),
        bullets([
          ...items.slice(0, mostListed),
          ...(items.length > mostListed ? [`${items.length - mostListed} more`] : []),
        ]),
      ];
