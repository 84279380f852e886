import { ApplicationFlagsBitField, GatewayIntentBits as intent } from "discord.js";

/** What the gateway is to tell. Two of them an administrator must switch on for the application. */
export interface Intents {
  readonly bits: number;
  readonly readsMessages: boolean;
  readonly knowsMembers: boolean;
}

const always =
  intent.Guilds |
  intent.GuildMessages |
  intent.GuildMessageReactions |
  intent.DirectMessages |
  intent.DirectMessageReactions;

const intentsWith = (readsMessages: boolean, knowsMembers: boolean): Intents => ({
  bits: always | (readsMessages ? intent.MessageContent : 0) | (knowsMembers ? intent.GuildMembers : 0),
  readsMessages,
  knowsMembers,
});

const flags = ApplicationFlagsBitField.Flags;

/** As far as the application's own flags say that they are switched on. */
export const intentsOf = (application: number): Intents =>
  intentsWith(
    (application & (flags.GatewayMessageContent | flags.GatewayMessageContentLimited)) !== 0,
    (application & (flags.GatewayGuildMembers | flags.GatewayGuildMembersLimited)) !== 0,
  );

/** After Discord refused them: the same without what may be switched off; null where nothing is left to leave out. */
export const withoutRefused = ({ readsMessages, knowsMembers }: Intents): Intents | null => {
  if (knowsMembers) return intentsWith(readsMessages, false);
  return readsMessages ? intentsWith(false, false) : null;
};

/** What does not work, and how to make it work. */
export const lacking = ({ readsMessages, knowsMembers }: Intents): readonly string[] => [
  ...(readsMessages
    ? []
    : [
        "The Message Content Intent is switched off: replies in threads are not read. Mention @Tocsin or use “Add to incident” there, or switch it on in the Developer Portal under Bot.",
      ]),
  ...(knowsMembers
    ? []
    : [
        "The Server Members Intent is switched off: teams cannot follow roles. Switch it on in the Developer Portal under Bot.",
      ]),
];
