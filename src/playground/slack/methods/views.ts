import type { Json } from "../../json.ts";
import { checkView, type GivenView } from "../blocks/view-shape.ts";
import type { Core } from "../core.ts";
import { findModal, makeView, openModal, pushModal, replaceModal, stackOf, wireView } from "../modals.ts";
import { refuse } from "../refusal.ts";
import type { Trigger } from "../triggers.ts";
import { type Args, jsonObject, type Methods } from "./method.ts";

export const viewMethods: Methods = {
  "views.open": {
    scopes: [],
    run: (core, args) => {
      const view = modalOf(args);
      const { person } = exchange(core, args);
      return { view: wireView(core, openModal(core, person, view)) };
    },
  },
  "views.push": {
    scopes: [],
    run: (core, args) => {
      const view = modalOf(args);
      const { person, view: from } = exchange(core, args);
      if (!stackOf(core, person).some((each) => each.id === from)) refuse("not_found");
      return { view: wireView(core, pushModal(core, person, view)) };
    },
  },
  "views.update": { scopes: [], run: updateView },
  "views.publish": { scopes: [], run: publishHome },
};

function givenOf(args: Args): GivenView {
  return checkView(jsonObject(args, "view", "invalid_arguments") ?? refuse("invalid_arguments"));
}

function modalOf(args: Args): GivenView {
  const view = givenOf(args);
  return view.type === "modal" ? view : refuse("invalid_arguments");
}

function exchange(core: Core, args: Args): Trigger {
  const trigger = core.triggers.use(args.required("trigger_id"));
  return typeof trigger === "string" ? refuse(trigger) : trigger;
}

function updateView(core: Core, args: Args): Json {
  const given = modalOf(args);
  const { view_id, external_id } = { view_id: args.text("view_id"), external_id: args.text("external_id") };
  const before =
    findModal(core, (view) =>
      view_id ? view.id === view_id : view.external_id === external_id && external_id !== "",
    ) ?? refuse("not_found");
  const hash = args.text("hash");
  if (hash && hash !== before.hash) refuse("hash_conflict");
  const after = makeView(core, given, { user: before.user, before });
  replaceModal(core, before, after);
  return { view: wireView(core, after) };
}

function publishHome(core: Core, args: Args): Json {
  const given = givenOf(args);
  if (given.type !== "home") refuse("invalid_arguments");
  if (!core.installation()?.home) refuse("not_enabled");
  const person = core.people.get(args.required("user_id")) ?? refuse("user_not_found");
  const before = core.homes.find((view) => view.user === person.id);
  const hash = args.text("hash");
  if (hash && before !== undefined && hash !== before.hash) refuse("hash_conflict");
  const after = makeView(core, given, before === undefined ? { user: person.id } : { user: person.id, before });
  core.homes.put(after);
  core.news.tell([person.id], { kind: "home" });
  return { view: wireView(core, after) };
}
