import type { App } from "@slack/bolt";
import type { ReceiptId } from "../../domain/ids.ts";
import type { Block, Message } from "../../presentation/message.ts";
import { plain } from "../../presentation/say.ts";
import type { Handled, Inbound } from "../inbound.ts";
import { interaction, type SubmittedView } from "./body.ts";
import { completionOf, optionOf } from "./controls.ts";
import { carriedBy, errorsOf, modalOf } from "./modal.ts";
import type { Team } from "./team.ts";

/** What the wrapper found out about an event, for the listener that Bolt calls. */
export interface Noticed {
  readonly team: Team;
  /** Absent where it is none of our business, or asks for nothing but an answer. */
  readonly inbound?: Inbound;
  readonly receipt?: ReceiptId;
}

/** A modal waits this long for its refusal; then it closes, and the answer comes by itself. */
const patience = 2_200;

/** Everything that Bolt may call us for, and that has been written down, is acknowledged and then handled. */
export const listenWith = (app: App): void => {
  const handle = async (context: Context): Promise<void> => {
    const { team, inbound, receipt } = noticedIn(context);
    if (inbound !== undefined) await team.receive.respond(inbound, await team.receive.handle(inbound, receipt));
  };

  app.command(/.*/, async ({ ack, context }) => {
    await ack();
    await handle(context);
  });
  app.action(/.*/, async ({ ack, context }) => {
    await ack();
    await handle(context);
  });
  app.shortcut(/.*/, async ({ ack, context }) => {
    await ack();
    await handle(context);
  });
  app.event(/.*/, ({ context }) => handle(context));
  app.view({ callback_id: /.*/, type: "view_closed" }, ({ ack }) => ack());
  app.view({ callback_id: /.*/, type: "view_submission" }, ({ ack, context, view }) =>
    submit(noticedIn(context), view as unknown as SubmittedView, ack as Acknowledge),
  );
  app.options(/.*/, async ({ ack, body, context }) => {
    await ack({ options: [...(await suggestions(noticedIn(context).team, body))] as never[] });
  });
};

type Context = Readonly<Record<string, unknown>>;
type Acknowledge = (response?: object) => Promise<void>;

/** Put there by whoever passed it on to Bolt. */
const noticedIn = (context: Context): Noticed => context["noticed"] as Noticed;

/** Acknowledges a modal with what it should do: close, show what is wrong, or become the next form. */
const submit = async (
  { team: { receive }, inbound, receipt }: Noticed,
  view: SubmittedView,
  ack: Acknowledge,
): Promise<void> => {
  if (inbound === undefined) return ack();
  const handling = receive.handle(inbound, receipt);
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), patience);
  const handled: Handled | null = await Promise.race([handling, late]);
  clearTimeout(timer);
  if (handled?.kind === "answer" && handled.refused) {
    const errors = errorsOf(view, wordsOf(handled.message), handled.field);
    if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
  }
  if (handled?.kind === "form") {
    const carrying = carriedBy(view);
    if (carrying !== null) {
      const { path, known } = handled.form;
      return ack({ response_action: "update", view: modalOf(handled.form, { ...carrying, path, known }) });
    }
  }
  await ack();
  await receive.respond(inbound, handled ?? (await handling));
};

/** All that a message says, as one text. */
const wordsOf = (message: Message): string => message.blocks.map(words).join("\n") || message.summary;

const words = (block: Block): string => ("content" in block ? plain(block.content) : "");

/** What a person could mean by what is typed into a menu. */
const suggestions = async ({ who, receive }: Team, body: unknown): Promise<readonly object[]> => {
  const asked = interaction.safeParse(body);
  if (!asked.success || asked.data.type !== "block_suggestion") return [];
  const { user, value, block_id: blockId, action_id: actionId, view, container, channel } = asked.data;
  const carrying = view === undefined ? null : carriedBy(view);
  const chat = carrying?.chat ?? container?.channel_id ?? channel?.id ?? user.id;
  const thread = carrying?.thread ?? container?.thread_ts;
  const options = await receive.complete(
    {
      account: { id: user.id, realm: who.team },
      place: { connection: who.connection, chat, ...(thread === undefined ? {} : { thread }) },
    },
    completionOf(blockId) ?? actionId,
    value,
  );
  return options.map(optionOf);
};
