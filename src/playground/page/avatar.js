// @ts-check
import { h } from "./dom.js";

/** What a face needs, on any platform. @typedef {{ name: string, avatar: string, bot: boolean }} Face */

/** @param {string} name */
const initials = (name) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("") || "?";

/** A picture, or initials on the person's colour; decoration, because the name always stands beside it. @param {Face | undefined} person @param {string} [size] */
export function renderAvatar(person, size = "medium") {
  const kind = `avatar avatar-${size}${person?.bot ? " avatar-bot" : ""}`;
  const look = person?.avatar ?? "#777777";
  if (/^(data:|https?:|\/)/.test(look)) return h("img", { class: kind, src: look, alt: "" });
  return h("span", { class: kind, "aria-hidden": "true", style: { "--avatar": look } }, initials(person?.name ?? "?"));
}

/** @param {{ name: string }} person */
export const firstName = (person) => person.name.split(/\s+/)[0] ?? person.name;
