import type { KnownBlock, ModalView } from "@slack/web-api";
import { expect } from "vitest";
import { eventually, type startWorld } from "./world.ts";

export const plain = (text: string) => ({ type: "plain_text", text }) as const;
export const option = (value: string) => ({ text: plain(value.toUpperCase()), value });

export const card: KnownBlock[] = [
  { type: "section", block_id: "head", text: { type: "mrkdwn", text: "*INC-1* checkout down" } },
  {
    type: "actions",
    block_id: "acts",
    elements: [
      { type: "button", action_id: "ack", text: plain("Acknowledge"), value: "incident ack inc-1", style: "primary" },
      {
        type: "static_select",
        action_id: "sev",
        placeholder: plain("Severity"),
        options: ["sev1", "sev2"].map(option),
      },
      { type: "external_select", action_id: "who", placeholder: plain("Who"), min_query_length: 0 },
    ],
  },
];

export const form: ModalView = {
  type: "modal",
  callback_id: "open",
  title: plain("Open an incident"),
  submit: plain("Open"),
  close: plain("Cancel"),
  private_metadata: "here",
  notify_on_close: true,
  blocks: [
    {
      type: "input",
      block_id: "title",
      label: plain("Title"),
      element: { type: "plain_text_input", action_id: "value", max_length: 20 },
    },
    {
      type: "input",
      block_id: "severity",
      optional: true,
      label: plain("Severity"),
      element: { type: "static_select", action_id: "value", options: ["sev1", "sev2"].map(option) },
    },
    {
      type: "input",
      block_id: "people",
      optional: true,
      label: plain("People"),
      element: { type: "multi_users_select", action_id: "value" },
    },
  ],
};

export type World = Awaited<ReturnType<typeof startWorld>>;

export async function postCard(
  { slack, client }: World,
  inAttachment = false,
): Promise<{ channel: string; ts: string }> {
  const channel = slack.idOf("#incidents");
  const content = inAttachment ? { attachments: [{ color: "#f00", blocks: [...card] }] } : { blocks: [...card] };
  const { ts = "" } = await client.chat.postMessage({ channel, text: "INC-1", ...content });
  return { channel, ts };
}

/** Opens the form for lin, by a shortcut. */
export async function openForm({ slack, app }: World): Promise<string> {
  app.shortcut("open", async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
  });
  expect(await slack.act("lin", { kind: "shortcut", callback_id: "open" })).toEqual({ ok: true });
  return (await eventually(() => slack.state("lin").modals[0])).id;
}
