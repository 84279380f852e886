import { isJson, type Json } from "../../json.ts";
import { checkView } from "../blocks/view-shape.ts";
import type { Core } from "../core.ts";
import { fieldsOf, stateOf, wrongEntry } from "../fields.ts";
import { findModal, makeView, pushModal, replaceModal, setStack, stackOf, wireView } from "../modals.ts";
import type { SlackAct, SlackOutcome } from "../protocol.ts";
import { refuse } from "../refusal.ts";
import type { Person, View } from "../state/records.ts";
import { done, failed } from "./outcome.ts";
import { basis, interact } from "./payload.ts";
import { fillIn } from "./press.ts";

export type Submit = Extract<SlackAct, { kind: "submit" }>;

/** A modal sent off: what Slack's client refuses never reaches the app; the app may answer with errors or another view. */
export async function submit(core: Core, person: Person, act: Submit): Promise<SlackOutcome> {
  const open = modalOf(core, person, act.view);
  const { errors: _, ...clean } = open;
  const filled = { ...clean, values: fillIn({ blocks: open.blocks, entered: open.values }, act.values, core, person) };
  const state = stateOf(filled.blocks, filled.values);
  const wrong = fieldsOf(filled.blocks).flatMap((field) => {
    const problem = wrongEntry(field, state[field.block_id]?.[field.action_id]);
    return problem === null ? [] : [[field.block_id, problem] as const];
  });
  if (wrong.length > 0) return showErrors(core, filled, Object.fromEntries(wrong));
  replaceModal(core, open, filled);
  const reply = await interact(core, {
    ...basis(core, person, "view_submission"),
    trigger_id: core.triggers.make({ person: person.id, view: filled.id }),
    view: wireView(core, filled),
    response_urls: responseUrlsOf(core, person, filled),
  });
  return obey(core, filled, reply);
}

/** Closed by the person; the app hears of it if it asked to. */
export async function close(core: Core, person: Person, id: string): Promise<SlackOutcome> {
  const view = modalOf(core, person, id);
  const stack = stackOf(core, person.id);
  setStack(core, person.id, view.clear_on_close ? [] : stack.filter((each) => each.id !== id));
  if (view.notify_on_close) {
    await interact(core, {
      ...basis(core, person, "view_closed"),
      view: wireView(core, view),
      is_cleared: view.clear_on_close,
    });
  }
  return done;
}

function modalOf(core: Core, person: Person, id: string): View {
  return findModal(core, (view) => view.id === id && view.user === person.id) ?? refuse("view_not_found");
}

function showErrors(core: Core, view: View, errors: Readonly<Record<string, string>>): SlackOutcome {
  replaceModal(core, view, { ...view, errors });
  return failed(Object.values(errors).join(" "));
}

function obey(core: Core, view: View, reply: Json): SlackOutcome {
  const { response_action: action, errors, view: next } = reply;
  const others = stackOf(core, view.user).filter((each) => each.id !== view.id);
  switch (action) {
    case undefined:
      setStack(core, view.user, others);
      return done;
    case "clear":
      setStack(core, view.user, []);
      return done;
    case "errors": {
      const known = new Set(view.blocks.filter((block) => block.type === "input").map((block) => block.block_id));
      const said = Object.entries(isJson(errors) ? errors : {});
      if (said.length === 0 || said.some(([block]) => !known.has(block))) refuse(trouble);
      return showErrors(core, view, Object.fromEntries(said.map(([block, text]) => [block, String(text)])));
    }
    case "update":
      replaceModal(core, view, makeView(core, checkView(given(next)), { user: view.user, before: view }));
      return done;
    case "push":
      pushModal(core, view.user, checkView(given(next)));
      return done;
    default:
      return failed(trouble);
  }
}

const trouble = "We had some trouble connecting. Try again?";

function given(view: unknown): Json {
  return isJson(view) ? view : refuse(trouble);
}

/** Menus of conversations may each bring a response URL. */
function responseUrlsOf(core: Core, person: Person, view: View): readonly Json[] {
  const state = stateOf(view.blocks, view.values);
  return fieldsOf(view.blocks).flatMap(({ block_id, action_id, element }) => {
    if (element.response_url_enabled !== true) return [];
    const said = state[block_id]?.[action_id];
    const channel = said?.selected_conversation ?? said?.selected_channel;
    if (typeof channel !== "string") return [];
    const response_url = core.responseUrls.make({ person: person.id, channel });
    return [{ block_id, action_id, channel_id: channel, response_url }];
  });
}
