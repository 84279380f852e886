import type { Core } from "./core.ts";

const code = /(```[\s\S]*?```|`[^`\n]+`)/;
const special =
  /(https?:\/\/[^\s<>|]+)|([\w.+-]+@[\w-]+\.[\w.-]*\w)|(?<![\w@#/&.-])(?:@([\w.-]*\w)|#([\p{L}\p{N}_-]+))|(?<![\w@.-])((?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|app|ai|co|de|uk|eu))(?![\w-]|\.\w)/giu;
const broadcasts = new Map([
  ["channel", "<!channel>"],
  ["here", "<!here>"],
  ["everyone", "<!everyone>"],
]);

/** What a person typed, as Slack hands it on: names become ids, addresses become links, & < > are escaped. */
export function typed(core: Core, text: string): string {
  return mark(
    text,
    (handle) => {
      const person = findHandle(core, handle);
      if (person !== undefined) return person;
      return broadcasts.get(handle.toLowerCase());
    },
    (name) => channelMark(core, name),
  );
}

/** A slash command without should_escape: names stay as they were typed. */
export function typedPlain(text: string): string {
  return escapeText(text);
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function findHandle(core: Core, handle: string): string | undefined {
  const wanted = handle.toLowerCase();
  const person = core.people.find((each) => each.handle.toLowerCase() === wanted);
  if (person !== undefined) return `<@${person.id}>`;
  const group = core.groups.find((each) => each.handle.toLowerCase() === wanted);
  return group === undefined ? undefined : `<!subteam^${group.id}>`;
}

function channelMark(core: Core, name: string): string | undefined {
  const channel = core.channels.find((each) => each.kind !== "dm" && each.name === name.toLowerCase());
  return channel === undefined ? undefined : `<#${channel.id}|${channel.name}>`;
}

type Lookup = (name: string) => string | undefined;

function mark(text: string, person: Lookup, channel: Lookup): string {
  const parts = text.split(code).map((part, index) => {
    if (index % 2 === 1) return escapeText(part);
    let result = "";
    let last = 0;
    for (const match of part.matchAll(special)) {
      const [whole, link, email, handle, name, host] = match;
      result += escapeText(part.slice(last, match.index));
      result += markOne({ whole, link, email, handle, name, host }, person, channel);
      last = match.index + whole.length;
    }
    return result + escapeText(part.slice(last));
  });
  return parts.join("");
}

interface Found {
  readonly whole: string;
  readonly link: string | undefined;
  readonly email: string | undefined;
  readonly handle: string | undefined;
  readonly name: string | undefined;
  readonly host: string | undefined;
}

function markOne({ whole, link, email, handle, name, host }: Found, person: Lookup, channel: Lookup): string {
  if (link !== undefined) {
    const end = /[.,;:!?)'"]+$/.exec(link)?.[0] ?? "";
    const address = link.slice(0, link.length - end.length);
    return `<${escapeText(address)}>${escapeText(end)}`;
  }
  if (email !== undefined) return `<mailto:${email}|${email}>`;
  if (host !== undefined) return `<http://${host}|${host}>`;
  const found = handle !== undefined ? person(handle) : name !== undefined ? channel(name) : undefined;
  return found ?? escapeText(whole);
}
