import { type Json, tidy } from "../json.ts";
import { makeSecret } from "../secret.ts";
import type { GivenView } from "./blocks/view-shape.ts";
import type { Core } from "./core.ts";
import { keepEntries, stateOf } from "./fields.ts";
import { makeId } from "./ids.ts";
import { limits } from "./limits.ts";
import { refuse } from "./refusal.ts";
import { epochSeconds } from "./stamps.ts";
import type { View } from "./state/records.ts";

export function stackOf(core: Core, person: string): readonly View[] {
  return core.modals.get(person) ?? [];
}

/** Puts a person's stack of modals as it should be, and tells them. */
export function setStack(core: Core, person: string, stack: readonly View[]): void {
  if (stack.length === 0) core.modals.delete(person);
  else core.modals.set(person, stack);
  core.news.tell([person], { kind: "modals" });
}

/** A view made of what an app gave; a later version of one keeps its id and what was entered. */
export function makeView(core: Core, given: GivenView, from: { readonly user: string; readonly before?: View }): View {
  const { user, before } = from;
  const id = before?.id ?? makeId("V");
  const modal = given.type === "modal" ? given : undefined;
  checkExternalId(core, given.external_id ?? "", id);
  return {
    id,
    type: given.type,
    user,
    callback_id: given.callback_id ?? "",
    blocks: given.blocks,
    private_metadata: given.private_metadata ?? "",
    external_id: given.external_id ?? "",
    clear_on_close: modal?.clear_on_close ?? false,
    notify_on_close: modal?.notify_on_close ?? false,
    hash: `${epochSeconds(core.now())}.${makeSecret(8)}`,
    root: before?.root ?? id,
    values: before === undefined ? {} : keepEntries(given.blocks, before.values),
    ...(modal === undefined ? {} : { title: modal.title }),
    ...(modal?.submit === undefined ? {} : { submit: modal.submit }),
    ...(modal?.close === undefined ? {} : { close: modal.close }),
    ...(before?.previous === undefined ? {} : { previous: before.previous }),
  };
}

function checkExternalId(core: Core, externalId: string, id: string): void {
  if (externalId === "") return;
  const views = [...core.modals.values()].flat().concat(core.homes.all());
  if (views.some((view) => view.external_id === externalId && view.id !== id)) refuse("duplicate_external_id");
}

export function openModal(core: Core, user: string, given: GivenView): View {
  const view = makeView(core, given, { user });
  setStack(core, user, [view]);
  return view;
}

export function pushModal(core: Core, user: string, given: GivenView): View {
  const stack = stackOf(core, user);
  const top = stack.at(-1) ?? refuse("not_found");
  if (stack.length >= limits.viewStack) refuse("push_limit_reached");
  const view = { ...makeView(core, given, { user }), root: top.root, previous: top.id };
  setStack(core, user, [...stack, view]);
  return view;
}

export function replaceModal(core: Core, before: View, after: View): void {
  const stack = stackOf(core, before.user);
  setStack(
    core,
    before.user,
    stack.map((view) => (view.id === before.id ? after : view)),
  );
}

export function findModal(core: Core, matches: (view: View) => boolean): View | undefined {
  for (const stack of core.modals.values()) {
    const view = stack.find(matches);
    if (view !== undefined) return view;
  }
  return undefined;
}

/** A view as payloads and answers carry it. */
export function wireView(core: Core, view: View): Json {
  const { team, bot } = core.identity;
  return tidy({
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata,
    callback_id: view.callback_id,
    state: { values: stateOf(view.blocks, view.values) },
    hash: view.hash,
    title: view.title,
    clear_on_close: view.clear_on_close,
    notify_on_close: view.notify_on_close,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: view.previous ?? null,
    root_view_id: view.root,
    app_id: bot.appId,
    external_id: view.external_id,
    app_installed_team_id: team.id,
    bot_id: bot.botId,
  });
}
