import type { IncidentView } from "../domain/incident/view.ts";
import { assigneeWords } from "./incident-words.ts";
import type { Field, Inline } from "./message.ts";
import { field, link, listed, moment, newline, person, say, type Words, words } from "./say.ts";

/** How many of a kind a card names before it only counts. */
const mostNamed = 8;

/** Who has it, since when, and what it touches; what is empty is left out, except that nobody has it. */
export const cardFields = (view: IncidentView): readonly Field[] => {
  const { incident } = view;
  return [
    field(
      "Assigned to",
      incident.assignees.length === 0 ? "Nobody yet" : some(incident.assignees.map((one) => assigneeWords(one, view))),
    ),
    field("Started", moment(incident.startedAt)),
    ...unlessEmpty("Roles", roles(view)),
    ...(incident.endedAt === undefined ? [] : [field("Ended", moment(incident.endedAt))]),
    ...unlessEmpty("Channels", some(channels(view))),
    ...unlessEmpty("Affected", some(incident.resources.map(({ name, url }) => linked(name, url)))),
    ...unlessEmpty("Tags", some(incident.tags)),
    ...unlessEmpty("Links", some(incident.links.map(({ name, url }) => link(name, url)))),
    ...(incident.source === undefined
      ? []
      : [field("From", say`${linked(incident.source.name, incident.source.url)}${byline(incident.source.author)}`)]),
  ];
};

const roles = ({ incident, people, roleNames }: IncidentView): readonly Inline[] =>
  Object.entries(incident.roles).flatMap(([role, id], i) =>
    words(
      i === 0 ? [] : newline,
      `${roleNames.get(role) ?? role}: `,
      person(id, people.get(id) ?? "somebody who left"),
    ),
  );

const channels = ({ incident, channels: names }: IncidentView): readonly string[] =>
  incident.channels
    .flatMap((id) => names.get(id) ?? [])
    .map(({ key }) => `#${key}`)
    .toSorted();

const linked = (name: string, url: string | undefined): Words => (url === undefined ? name : link(name, url));

const byline = (author: string | undefined): string => (author === undefined ? "" : ` by ${author}`);

const some = (items: readonly Words[]): readonly Inline[] =>
  items.length <= mostNamed
    ? listed(items)
    : words(listed([...items.slice(0, mostNamed), `${items.length - mostNamed} more`]));

const unlessEmpty = (label: string, value: readonly Inline[]): readonly Field[] =>
  value.length === 0 ? [] : [field(label, value)];
