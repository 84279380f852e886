import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  type Client,
  ComponentType,
  Events,
  type InteractionReplyOptions,
  type InteractionUpdateOptions,
  MessageFlags,
  type ModalComponentData,
  TextInputStyle,
} from "discord.js";
import { button, menu, row } from "./discord-forms.ts";

const text = (name: string, more: object = {}) => ({
  type: ApplicationCommandOptionType.String as const,
  name,
  description: `the ${name}`,
  ...more,
});

const commands = [
  {
    name: "incident",
    description: "Incidents",
    options: [
      {
        type: ApplicationCommandOptionType.Subcommand as const,
        name: "open",
        description: "Open an incident",
        options: [
          text("title", { required: true }),
          text("severity", { autocomplete: true }),
          { type: ApplicationCommandOptionType.User as const, name: "lead", description: "who leads" },
        ],
      },
      { type: ApplicationCommandOptionType.Subcommand as const, name: "help", description: "What there is" },
    ],
  },
  { type: ApplicationCommandType.Message as const, name: "Open from message" },
];

interface Card {
  readonly title: string;
  readonly severity: string;
  readonly status: string;
  readonly lead: string;
}

/** An incident as an embed with its buttons and a menu. */
function cardOf({ title, severity, status, lead }: Card) {
  const color = status === "Open" ? 0xd7_26_3d : 0xd9_92_00;
  const fields = [
    { name: "Status", value: status, inline: true },
    { name: "Severity", value: severity.toUpperCase(), inline: true },
    { name: "Lead", value: lead, inline: true },
  ];
  const description = "Since <t:1770000000:t> · [runbook](https://example.com/x) · `checkout`";
  return {
    embeds: [{ title: `INC-1 ${title}`, description, color, fields }],
    components: [
      row(
        ...(status === "Open" ? [button("ack", { label: "Acknowledge" })] : []),
        button("edit", { label: "Edit", style: ButtonStyle.Secondary }),
      ),
      row(menu("severity", ["sev1", "sev2"], { placeholder: "Severity" })),
    ],
  } satisfies InteractionReplyOptions & InteractionUpdateOptions;
}

const form = (title: string): ModalComponentData => ({
  customId: "form",
  title,
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.TextInput, customId: "title", label: "Title", style: TextInputStyle.Short, minLength: 3 },
      ],
    },
  ],
});

/** What the page's stories need of a bot in Discord: a card with buttons and a menu, a form, suggestions, an answer to a direct message. */
export async function teachDiscord(client: Client<true>) {
  let card: Card = { title: "", severity: "sev2", status: "Open", lead: "nobody" };
  client.on(Events.InteractionCreate, async (asked) => {
    if (asked.isAutocomplete()) {
      const typed = asked.options.getFocused();
      const found = ["sev1", "sev2"].filter((name) => name.startsWith(typed));
      return void (await asked.respond(found.map((value) => ({ name: `${value.toUpperCase()} · known`, value }))));
    }
    if (asked.isChatInputCommand()) {
      if (asked.options.getSubcommand() === "help")
        return void (await asked.reply({ content: "# Help\nTry **open**.", flags: MessageFlags.Ephemeral }));
      const { value: severity = "sev2" } = asked.options.get("severity") ?? {};
      const lead = asked.options.getUser("lead");
      const title = asked.options.getString("title", true);
      card = { title, severity: String(severity), status: "Open", lead: lead ? `<@${lead.id}>` : "nobody" };
      return void (await asked.reply(cardOf(card)));
    }
    if (asked.isMessageContextMenuCommand()) return void (await asked.showModal(form("From a message")));
    if (asked.isButton() && asked.customId === "ack") {
      card = { ...card, status: "Acknowledged" };
      return void (await asked.update(cardOf(card)));
    }
    if (asked.isButton()) return void (await asked.showModal(form("Edit INC-1")));
    if (asked.isStringSelectMenu()) {
      const content = `Severity is now ${asked.values[0]}`;
      return void (await asked.reply({ content, flags: MessageFlags.Ephemeral }));
    }
    if (!asked.isModalSubmit()) return;
    card = { ...card, title: asked.fields.getTextInputValue("title") };
    if (asked.isFromMessage()) await asked.update(cardOf(card));
    else await asked.reply(cardOf(card));
  });
  client.on(Events.MessageCreate, async (message) => {
    if (!message.author.bot && message.inGuild() === false) await message.reply("How can I help?");
  });
  await client.application.commands.set(commands);
}
