import { isJson, type Json, listOf, textOf, tidy } from "../../json.ts";

/** Components as Discord gives them back: what was left out has its default. */
export function wireComponent(component: Json): Json {
  const { components, accessory, ...own } = component;
  return tidy({
    ...own,
    ...defaultsOf(component),
    components: Array.isArray(components) ? listOf(components).map(wireComponent) : undefined,
    accessory: isJson(accessory) ? wireComponent(accessory) : undefined,
  });
}

function defaultsOf(component: Json): Json {
  const { type, spoiler = false, description = null, media, file, items } = component;
  switch (type) {
    case 11:
      return { media: mediaOf(media), description, spoiler };
    case 12:
      return {
        items: listOf(items).map((item) => ({
          description: null,
          spoiler: false,
          ...item,
          media: mediaOf(item.media),
        })),
      };
    case 13:
      return { file: mediaOf(file), name: nameIn(file), size: 0, spoiler };
    case 14:
      return { divider: component.divider ?? true, spacing: component.spacing ?? 1 };
    case 17:
      return { accent_color: component.accent_color ?? null, spoiler };
    default:
      return {};
  }
}

function mediaOf(media: unknown): Json {
  const url = isJson(media) ? (textOf(media.url) ?? "") : "";
  return { id: "0", url, proxy_url: url };
}

function nameIn(media: unknown): string {
  return decodeURIComponent(String(mediaOf(media).url).split("/").at(-1) ?? "");
}
