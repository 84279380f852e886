import { isJson, type Json } from "../../json.ts";
import type { Core } from "../core.ts";
import type { Attachment, Message } from "../state/records.ts";

const scheme = "attachment://";

export interface Shown {
  readonly embeds: readonly Json[];
  readonly components: readonly Json[];
  /** The files that stand by themselves; those an embed shows are part of it. */
  readonly files: readonly Attachment[];
}

/** Puts a message's own files where "attachment://name" asks for them. */
export function showFiles(core: Core, message: Message, addressOf: (file: Attachment) => string): Shown {
  const all = message.attachments.flatMap((id) => core.files.get(id) ?? []);
  const used = new Set<string>();
  const replace = (value: unknown, mark: boolean): unknown => {
    if (typeof value === "string" && value.startsWith(scheme)) {
      const file = all.find(({ filename }) => filename === value.slice(scheme.length));
      if (file === undefined) return value;
      if (mark) used.add(file.id);
      return addressOf(file);
    }
    if (Array.isArray(value)) return value.map((each) => replace(each, mark));
    if (!isJson(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replace(each, mark)]));
  };
  const swap = (parts: readonly Json[], mark: boolean) => replace(parts, mark) as readonly Json[];
  const embeds = swap(message.embeds, true);
  const components = swap(message.components, false);
  return { embeds, components, files: all.filter(({ id }) => !used.has(id)) };
}
