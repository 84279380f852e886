import {
  matching,
  readAddress,
  readForm,
  readHeader,
  readJson,
  readPhone,
  readSigningSecret,
  readTemplateUrl,
  readUrl,
  secretWord,
} from "./read.ts";
import { templateNames } from "./template.ts";

/** One thing a target needs to know to be reached. */
export interface Setting {
  /** What it is called where it is given: an argument's name. */
  readonly name: string;
  readonly label: string;
  /** Never shown again. Whatever a form asks for here is neither logged nor repeated. */
  readonly secret?: true;
  readonly optional?: true;
  /** Always the contact's own, also where the rest is borrowed from a target that is offered to all. */
  readonly personal?: true;
  readonly long?: true;
  readonly choices?: readonly string[];
  readonly hint?: string;
  readonly placeholder?: string;
  /** What would have been understood: "a number such as +436601234567". */
  readonly expects: string;
  /** The value as it is kept; undefined for what is none. */
  readonly read: (text: string) => string | undefined;
}

const marks = templateNames.map((name) => `{{${name}}}`).join(", ");

const anUrl = {
  placeholder: "https://…",
  expects: "an address that begins with https://, without a name and password in it",
  read: readUrl,
} as const;

export const url = { ...anUrl, name: "url", label: "Its address", secret: true } as const satisfies Setting;

export const templateUrl = {
  ...url,
  hint: `${marks} are put in, encoded.`,
  read: readTemplateUrl,
} as const satisfies Setting;

export const header = {
  name: "header",
  label: "A header that identifies us",
  secret: true,
  optional: true,
  placeholder: "Authorization: Bearer …",
  expects: "one header, such as `Authorization: Bearer …`",
  read: readHeader,
} as const satisfies Setting;

export const address = {
  name: "address",
  label: "E-mail address",
  placeholder: "ops@example.com",
  expects: "an e-mail address such as `ops@example.com`",
  read: readAddress,
} as const satisfies Setting;

export const signingSecret = {
  name: "secret",
  label: "Signing secret",
  secret: true,
  optional: true,
  hint: "Left empty, one is made and shown once.",
  placeholder: "whsec_…",
  expects: "a secret that begins with `whsec_` and holds 24 to 64 bytes in base64",
  read: readSigningSecret,
} as const satisfies Setting;

export const botSecret = {
  name: "secret",
  label: "Signing secret",
  secret: true,
  optional: true,
  hint: "As the robot's security settings show it, where signing is on.",
  expects: "the robot's signing secret",
  read: secretWord(200),
} as const satisfies Setting;

export const token = {
  name: "token",
  label: "Access token",
  secret: true,
  expects: "a token without spaces",
  read: secretWord(500),
} as const satisfies Setting;

const aPhone = {
  placeholder: "+436601234567",
  expects: "a number with its country's code, such as `+436601234567`",
  read: readPhone,
} as const;

export const phone = { ...aPhone, name: "to", label: "Phone number", personal: true } as const satisfies Setting;

export const twilioAccount = {
  name: "account",
  label: "Twilio account SID",
  placeholder: "AC…",
  expects: "an account SID: AC and 32 hexadecimal digits",
  read: matching(/^AC[0-9a-f]{32}$/u),
} as const satisfies Setting;

export const smsFrom = {
  name: "from",
  label: "Sent from",
  hint: "A number of yours at Twilio, or a messaging service (MG…).",
  placeholder: "+436601234567",
  expects: "a number such as `+436601234567`, or a messaging service: MG and 32 hexadecimal digits",
  read: (text: string) => (/^MG[0-9a-f]{32}$/u.test(text) ? text : readPhone(text)),
} as const satisfies Setting;

export const voiceFrom = { ...aPhone, name: "from", label: "Called from" } as const satisfies Setting;

export const method = {
  name: "method",
  label: "Method",
  choices: ["GET", "POST"],
  expects: "`GET` or `POST`",
  read: (text: string) => (/^(?:GET|POST)$/iu.test(text) ? text.toUpperCase() : undefined),
} as const satisfies Setting;

export const formBody = {
  name: "body",
  label: "Form fields, for POST",
  optional: true,
  long: true,
  placeholder: "text={{text}}&link={{url}}",
  hint: "Values are put in encoded.",
  expects: "form fields such as `text={{text}}&link={{url}}`, at most 4000 characters",
  read: readForm,
} as const satisfies Setting;

export const jsonBody = {
  name: "body",
  label: "JSON to send",
  long: true,
  placeholder: '{"text": "{{title}} {{url}}"}',
  hint: `${marks} are put into its strings.`,
  expects: 'a JSON object such as `{"text": "{{title}}"}`, at most 10000 characters',
  read: readJson,
} as const satisfies Setting;

export const ntfyServer = {
  ...anUrl,
  name: "server",
  label: "Server",
  optional: true,
  placeholder: "https://ntfy.sh",
  hint: "Left empty, it is https://ntfy.sh.",
} as const satisfies Setting;

export const ntfyTopic = {
  name: "topic",
  label: "Topic",
  secret: true,
  personal: true,
  expects: "a topic of at most 64 letters, digits, - and _",
  read: matching(/^[A-Za-z0-9_-]{1,64}$/u),
} as const satisfies Setting;

const pushoverKey = matching(/^[A-Za-z0-9]{30}$/u);

export const pushoverApp = {
  name: "token",
  label: "Application token",
  secret: true,
  expects: "an application token of 30 letters and digits",
  read: pushoverKey,
} as const satisfies Setting;

export const pushoverUser = {
  name: "user",
  label: "User key",
  secret: true,
  personal: true,
  expects: "a user or group key of 30 letters and digits",
  read: pushoverKey,
} as const satisfies Setting;

export const pushoverDevice = {
  name: "device",
  label: "One device only",
  optional: true,
  personal: true,
  expects: "a device's name of at most 25 letters, digits, - and _",
  read: matching(/^[A-Za-z0-9_-]{1,25}$/u),
} as const satisfies Setting;

export const telegramToken = {
  ...token,
  label: "The bot's token",
  placeholder: "123456:ABC…",
  expects: "a bot's token such as BotFather gives it: digits, a colon, 35 letters",
  read: matching(/^\d{3,20}:[\w-]{30,60}$/u),
} as const satisfies Setting;

export const telegramChat = {
  name: "chat",
  label: "Chat",
  personal: true,
  hint: "A number, or a public channel such as @oncall.",
  expects: "a chat's number, or a public channel such as `@oncall`",
  read: matching(/^(?:-?\d{1,20}|@[A-Za-z]\w{3,31})$/u),
} as const satisfies Setting;

export const telegramTopic = {
  name: "topic",
  label: "Topic, in a forum",
  optional: true,
  personal: true,
  expects: "a topic's number",
  read: matching(/^\d{1,20}$/u),
} as const satisfies Setting;

export const mattermostChannel = {
  name: "channel",
  label: "Another channel than the webhook's own",
  optional: true,
  placeholder: "town-square",
  expects: "a channel such as `town-square`, or somebody such as `@ada`",
  read: matching(/^@?[a-z0-9._-]{1,64}$/u),
} as const satisfies Setting;
