import {
  address,
  botSecret,
  formBody,
  header,
  jsonBody,
  mattermostChannel,
  method,
  ntfyServer,
  ntfyTopic,
  phone,
  pushoverApp,
  pushoverDevice,
  pushoverUser,
  type Setting,
  signingSecret,
  smsFrom,
  telegramChat,
  telegramToken,
  telegramTopic,
  templateUrl,
  token,
  twilioAccount,
  url,
  voiceFrom,
} from "./setting.ts";

/** A way to reach something outside chat: what it is called, what it needs to know, and how it is shown. */
export interface Kind {
  readonly name: string;
  /** At most five: so many questions fit a form. */
  readonly settings: readonly Setting[];
  /** The setting that tells where it leads, as far as that may be shown. */
  readonly shows: string;
}

/** Every kind of target (features.md G74). Forms, checks and the transports' types come from this. */
export const kinds = {
  email: { name: "E-mail", settings: [address], shows: "address" },
  webhook: { name: "Webhook", settings: [url, signingSecret], shows: "url" },
  http: { name: "Simple HTTP", settings: [method, templateUrl, formBody, header], shows: "url" },
  json: { name: "JSON webhook", settings: [templateUrl, jsonBody, header], shows: "url" },
  ntfy: {
    name: "ntfy",
    settings: [ntfyTopic, ntfyServer, { ...token, optional: true, placeholder: "tk_…" }],
    shows: "server",
  },
  pushover: { name: "Pushover", settings: [pushoverUser, pushoverApp, pushoverDevice], shows: "device" },
  sms: {
    name: "SMS (Twilio)",
    settings: [phone, twilioAccount, { ...token, label: "Auth token" }, smsFrom],
    shows: "to",
  },
  voice: {
    name: "Phone call (Twilio)",
    settings: [phone, twilioAccount, { ...token, label: "Auth token" }, voiceFrom],
    shows: "to",
  },
  teams: { name: "Microsoft Teams", settings: [{ ...url, label: "The workflow's address" }], shows: "url" },
  telegram: { name: "Telegram", settings: [telegramChat, telegramToken, telegramTopic], shows: "chat" },
  mattermost: {
    name: "Mattermost",
    settings: [{ ...url, label: "The incoming webhook's address" }, mattermostChannel],
    shows: "url",
  },
  dingtalk: { name: "DingTalk", settings: [{ ...url, label: "The robot's webhook" }, botSecret], shows: "url" },
  wecom: { name: "WeCom", settings: [{ ...url, label: "The robot's webhook" }], shows: "url" },
  lark: { name: "Lark", settings: [{ ...url, label: "The bot's webhook" }, botSecret], shows: "url" },
} as const satisfies Readonly<Record<string, Kind>>;

export type TargetKind = keyof typeof kinds;

export const targetKinds = Object.keys(kinds) as readonly TargetKind[] as readonly [TargetKind, ...TargetKind[]];

type Of<S extends Setting> = {
  readonly [One in S as One extends { readonly optional: true } ? never : One["name"]]: string;
} & { readonly [One in S as One extends { readonly optional: true } ? One["name"] : never]?: string };

/** What a target of a kind knows, once it is whole. */
export type SettingsOf<K extends TargetKind> = Of<(typeof kinds)[K]["settings"][number]>;

/** The same, before anybody has looked what is missing. */
export type Given = Readonly<Record<string, string>>;

/** An address outside chat, opened for sending. It holds secrets: it is never kept and never logged. */
export type Destination = {
  readonly [K in TargetKind]: { readonly kind: K; readonly settings: SettingsOf<K> & WebhookRotation<K> };
}[TargetKind];

/** While a signing secret is being replaced the one before it signs as well, until an instant. */
type WebhookRotation<K> = K extends "webhook" ? { readonly before?: string; readonly until?: string } : unknown;

export const settingsOf = (kind: TargetKind): readonly Setting[] => kinds[kind].settings;

/** The settings that somebody who borrows the rest is asked for. */
export const personalSettings = (kind: TargetKind): readonly Setting[] =>
  settingsOf(kind).filter(({ personal }) => personal === true);

/** Can the rest be borrowed, so that an account at a service serves everybody? */
export const isSharable = (kind: TargetKind): boolean => personalSettings(kind).length > 0;

/** Kinds that only the workspace may have: what they call is anybody's guess. */
export const isPersonalKind = (kind: TargetKind): boolean => !["webhook", "http", "json"].includes(kind);
