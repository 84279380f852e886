import type { App } from "@slack/bolt";
import type { ActionsBlock, HomeView, KnownBlock, ModalView } from "@slack/types";

const text = (words: string) => ({ type: "plain_text" as const, text: words, emoji: true });
const option = (words: string) => ({ text: text(words), value: words.toLowerCase() });

export interface Card {
  readonly title: string;
  readonly status: string;
}

/** An incident as one attachment with a bar of colour, its buttons fitting its state. */
export function cardOf({ title, status }: Card) {
  const done = status === "Resolved";
  const actions: ActionsBlock = {
    type: "actions",
    block_id: "do",
    elements: [
      ...(status === "Open"
        ? [{ type: "button" as const, action_id: "ack", text: text("Acknowledge"), style: "primary" as const }]
        : []),
      {
        type: "button",
        action_id: "resolve",
        text: text("Resolve"),
        style: "danger",
        confirm: {
          title: text("Resolve INC-1?"),
          text: text("This ends paging."),
          confirm: text("Yes, resolve"),
          deny: text("Not yet"),
        },
      },
      { type: "button", action_id: "edit", text: text("Edit") },
      {
        type: "static_select",
        action_id: "severity",
        placeholder: text("Severity"),
        options: ["SEV1", "SEV2"].map(option),
      },
    ],
  };
  const blocks: KnownBlock[] = [
    { type: "header", text: text(`${done ? ":white_check_mark:" : ":red_circle:"} INC-1 ${title}`) },
    {
      type: "section",
      text: { type: "mrkdwn", text: `*${status}* · *SEV1* · <https://example.com/x|runbook> & \`checkout\`` },
    },
    ...(done ? [] : [actions]),
  ];
  return { text: `INC-1 ${title}: ${status}`, attachments: [{ color: done ? "#1f8a5b" : "#d7263d", blocks }] };
}

export const form: ModalView = {
  type: "modal",
  callback_id: "edit",
  title: text("Edit INC-1"),
  submit: text("Save"),
  close: text("Cancel"),
  blocks: [
    {
      type: "input",
      block_id: "title",
      label: text("Title"),
      hint: text("A few words."),
      element: { type: "plain_text_input", action_id: "value", min_length: 3 },
    },
    {
      type: "input",
      block_id: "channel",
      optional: true,
      label: text("Channel"),
      element: { type: "external_select", action_id: "channel", min_query_length: 1, placeholder: text("Search") },
    },
    {
      type: "input",
      block_id: "flags",
      optional: true,
      label: text("Options"),
      element: { type: "checkboxes", action_id: "flags", options: ["Private", "Page"].map(option) },
    },
  ],
};

const home = (count: number): HomeView => ({
  type: "home",
  blocks: [
    { type: "header", text: text("My incidents") },
    { type: "section", text: { type: "mrkdwn", text: count === 0 ? "Nothing is *broken*." : `*${count}* open` } },
    {
      type: "actions",
      elements: [{ type: "button", action_id: "open", text: text("Open an incident"), style: "primary" }],
    },
  ],
});

/** What the page's stories need of a bot: a card with buttons, a form that objects once, a home, and suggestions. */
export function teach(app: App) {
  const saved: unknown[] = [];
  let card: Card & { readonly channel: string; readonly ts: string } = {
    title: "",
    status: "Open",
    channel: "",
    ts: "",
  };
  const become = async (change: Partial<Card>) => {
    card = { ...card, ...change };
    await app.client.chat.update({ channel: card.channel, ts: card.ts, ...cardOf(card) });
  };
  app.command("/incident", async ({ command, ack, respond, client }) => {
    await ack();
    if (command.text === "help") return void (await respond("Try `/incident open checkout is down`."));
    const title = command.text.replace(/^open\s+(sev1\s+)?/, "");
    const posted = await client.chat.postMessage({ channel: command.channel_id, ...cardOf({ title, status: "Open" }) });
    card = { title, status: "Open", channel: command.channel_id, ts: String(posted.ts) };
  });
  app.action("ack", async ({ ack }) => {
    await ack();
    await become({ status: "Acknowledged" });
  });
  app.action("resolve", async ({ ack }) => {
    await ack();
    await become({ status: "Resolved" });
  });
  app.action("severity", async ({ ack, action, respond }) => {
    await ack();
    const chosen = "selected_option" in action ? action.selected_option?.value : undefined;
    await respond({ text: `Severity is now ${chosen}`, response_type: "ephemeral", replace_original: false });
  });
  app.action("edit", async ({ ack, body, client }) => {
    await ack();
    if ("trigger_id" in body) await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.view("edit", async ({ ack, view }) => {
    const { values } = view.state;
    const title = values.title?.value?.value ?? "";
    if (title.includes("boom")) return ack({ response_action: "errors", errors: { title: "Say it calmly." } });
    await ack();
    saved.push(values);
    await become({ title });
  });
  app.options("channel", async ({ ack, payload }) => {
    await ack({ options: ["payments", "network"].filter((name) => name.startsWith(payload.value)).map(option) });
  });
  app.event("app_home_opened", async ({ event, client }) => {
    await client.views.publish({ user_id: event.user, view: home(card.ts === "" ? 0 : 1) });
  });
  app.action("open", async ({ ack }) => ack());
  app.shortcut("open", async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...form, title: text("Open an incident") } });
  });
  app.shortcut("open_from_message", async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: { ...form, title: text("From a message") } });
  });
  return { saved };
}

const words = ["open", "ack", "resolve", "help"];

/** Completes the first word and a severity. */
export async function complete(_person: string, _channel: string, _command: string, typed: string) {
  const from = typed.lastIndexOf(" ") + 1;
  const begun = typed.slice(from);
  return (from === 0 ? words : ["sev1", "sev2"])
    .filter((word) => word.startsWith(begun))
    .map((word) => ({ label: word, detail: from === 0 ? `${word} an incident` : "severity", insert: word, from }));
}
