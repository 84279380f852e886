import { z } from "zod";
import { letterTypes } from "../../domain/target/facts.ts";
import type { WebhookBody } from "../../presentation/webhook-body.ts";

const text = z.string();
const id = z.string().describe("An id of ours, stable for good");
const instant = z.iso.datetime({ offset: true }).describe("An instant in UTC");
const maybe = <T extends z.ZodType>(schema: T) => schema.nullable();
const named = z.strictObject({ id, name: text });
const link = z.strictObject({ name: text, url: text });

const actor = z.strictObject({ kind: z.enum(["person", "other"]), id: maybe(id), name: text });

const message = z
  .strictObject({
    summary: text.describe("One line"),
    text: text.describe("Everything, in plain words"),
    actions: z.array(
      z.strictObject({
        label: text,
        command: maybe(text).describe("To be typed in Slack or Discord"),
        url: maybe(text),
      }),
    ),
  })
  .describe("The words, for whoever shows them instead of reading the facts");

const incident = z.strictObject({
  id,
  number: z.int(),
  name: text.describe("Such as INC-42"),
  title: text,
  description: maybe(text),
  severity: maybe(
    z.strictObject({
      key: text,
      name: text,
      rank: z.int().describe("The lower, the worse"),
      colour: text,
      urgent: z.boolean(),
    }),
  ),
  status: text.describe("open, working, pending, resolved or closed"),
  occurrence: z.int().describe("1 at first, one more with every reopening"),
  private: z.boolean(),
  startedAt: instant,
  endedAt: maybe(instant),
  createdAt: instant,
  updatedAt: instant,
  creator: text,
  assignees: z.array(z.strictObject({ kind: text.describe("person, team or email"), id: maybe(id), name: text })),
  roles: z.array(z.strictObject({ key: text, name: text, person: named })),
  acknowledgements: z.array(named.extend({ at: instant })),
  channels: z.array(z.strictObject({ key: text, name: text })),
  tags: z.array(text),
  links: z.array(link),
  resources: z.array(z.strictObject({ kind: text, id: text, name: text, url: maybe(text) })),
  source: maybe(z.strictObject({ kind: text, name: text, url: maybe(text) })),
  resolution: maybe(text),
  comments: z.int(),
});

const change = z
  .strictObject({
    id,
    number: z.int().describe("Its place in the timeline, from 1"),
    kind: text,
    event: maybe(text).describe("The public event, such as prefect-cloud.incident.updated.severity"),
    at: instant,
    actor,
    text,
  })
  .describe("What happened");

const comment = z.strictObject({
  id,
  number: z.int(),
  author: actor,
  createdAt: instant,
  editedAt: maybe(instant),
  deletedAt: maybe(instant),
  body: maybe(text).describe("Null once it is deleted"),
  links: z.array(link),
  attachments: z.array(z.strictObject({ name: text, mediaType: text, size: z.int() })),
  url: maybe(text),
});

const member = z.strictObject({
  id,
  name: text,
  email: maybe(text),
  zone: text,
  role: text,
  accounts: z.array(z.strictObject({ platform: text, name: text, handle: text })),
  teams: z.array(text).describe("The keys of the teams they are in"),
});

const team = z.strictObject({ id, key: text, name: text, members: z.array(named) });

/** The body of every webhook: a contract. Its type and the one it is built from are held against each other. */
export const webhookSchema: z.ZodType<WebhookBody> = z.strictObject({
  type: z.enum(letterTypes),
  timestamp: instant.describe("When it happened"),
  data: z.strictObject({
    workspace: z.strictObject({ id, name: text, zone: text, url: maybe(text) }),
    message,
    url: maybe(text).describe("Where it can be seen in a browser"),
    reason: maybe(text).describe("Why it was sent here"),
    urgent: z.boolean(),
    incident: maybe(incident),
    change: maybe(change),
    comment: maybe(comment),
    mentioned: z.array(member).describe("Whom the words name"),
    members: z.array(member).describe("The members the webhook always carries"),
    teams: z.array(team).describe("The teams the webhook always carries"),
    get bundled() {
      return z.array(webhookSchema).describe("What a bundle holds, pages first");
    },
  }),
});

/** The published JSON Schema. It leaves room for what may be added one day. */
export const webhookJsonSchema = (): object => ({
  ...z.toJSONSchema(webhookSchema, {
    target: "draft-2020-12",
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  }),
  title: "A webhook sent by Tocsin",
});
