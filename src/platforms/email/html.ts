import type { Block, Inline, Message } from "../../presentation/message.ts";
import { withoutControls } from "../plain-text.ts";
import { inlineWords, type Way, wayOf, wayWords } from "../written.ts";

/** A message as a simple page: no pictures, no scripts, nothing loaded from anywhere. */
export const htmlOf = (message: Message, zone: string, end: readonly string[]): string => {
  const bar = /^#[0-9a-f]{6}$/iu.test(message.colour ?? "") ? `border-left:4px solid ${message.colour};` : "";
  const blocks = message.blocks.map((block) => blockHtml(block, zone)).join("\n");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(message.summary)}</title></head>
<body style="font-family:sans-serif;line-height:1.5;color:#1d1c1d">
<div style="${bar}padding-left:12px;max-width:640px">
${blocks}
</div>
${end.map((line) => `<p style="${faint}">${line}</p>`).join("\n")}
</body></html>
`;
};

const faint = "color:#616061;font-size:13px";

const blockHtml = (block: Block, zone: string): string => {
  switch (block.kind) {
    case "heading":
      return block.text === "" ? "" : `<h2 style="font-size:18px">${escapeHtml(block.text)}</h2>`;
    case "paragraph": {
      const ways = block.control === undefined ? [] : wayOf(block.control);
      return `<p>${[inlineHtml(block.content, zone), ...ways.map(wayHtml)].join("<br>")}</p>`;
    }
    case "quote":
      return `<blockquote style="margin:0;padding-left:12px;border-left:3px solid #dddddd">${inlineHtml(block.content, zone)}</blockquote>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${inlineHtml(item, zone)}</li>`).join("")}</ul>`;
    case "fields":
      return `<table>${block.fields
        .map(
          ({ label, value }) =>
            `<tr><th align="left" valign="top" style="padding-right:12px">${escapeHtml(label)}</th><td>${inlineHtml(value, zone)}</td></tr>`,
        )
        .join("")}</table>`;
    case "note":
      return `<p style="${faint}">${inlineHtml(block.content, zone)}</p>`;
    case "preformatted":
      return `<pre style="background:#f6f6f6;padding:8px;white-space:pre-wrap">${escapeHtml(block.text)}</pre>`;
    case "controls": {
      const ways = block.controls.flatMap(wayOf);
      return ways.length === 0 ? "" : `<p>${ways.map(wayHtml).join("<br>")}</p>`;
    }
    case "divider":
      return `<hr style="border:0;border-top:1px solid #dddddd">`;
  }
};

/** A button becomes the line to type in chat. */
const wayHtml = (way: Way): string => {
  switch (way.kind) {
    case "command":
      return `${escapeHtml(way.label)}: <code>${escapeHtml(way.command)}</code>`;
    case "link":
      return linkHtml(way.label, way.url) ?? escapeHtml(wayWords(way));
  }
};

const inlineHtml = (content: readonly Inline[], zone: string): string =>
  content.map((part) => partHtml(part, zone)).join("");

const styles = { bold: "b", italic: "i", strike: "s" } as const;

const partHtml = (part: Inline, zone: string): string => {
  switch (part.kind) {
    case "text": {
      const text = escapeHtml(part.text).replaceAll("\n", "<br>");
      return part.style === undefined ? text : `<${styles[part.style]}>${text}</${styles[part.style]}>`;
    }
    case "code":
      return `<code>${escapeHtml(part.text)}</code>`;
    case "link":
      return linkHtml(part.text === "" ? part.url : part.text, part.url) ?? escapeHtml(`${part.text} (${part.url})`);
    case "break":
      return "<br>";
    case "person":
    case "chat":
    case "group":
    case "time":
    case "duration":
      return escapeHtml(inlineWords([part], zone));
  }
};

/** Undefined for an address that a mail program should not follow. */
export const linkHtml = (label: string, url: string): string | undefined =>
  /^(?:https?:\/\/|mailto:)[^\s]+$/iu.test(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>` : undefined;

export const escapeHtml = (text: string): string =>
  withoutControls(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
