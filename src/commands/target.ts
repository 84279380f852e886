import { permit } from "../domain/permission.ts";
import {
  type Given,
  isSharable,
  personalSettings,
  settingsOf,
  type TargetKind,
  targetKinds,
} from "../domain/target/kinds.ts";
import { checkPersonalKind, checkTargetName, missingSettings, type Party } from "../domain/target/target.ts";
import type { Form } from "../presentation/form.ts";
import {
  askToDeleteTarget,
  secretRotated,
  targetAdded,
  targetChanged,
  targetDeleted,
  targetList,
  targetSwitched,
  targetTested,
  testLetterMessage,
} from "../presentation/target.ts";
import { addTargetForm, editTargetForm } from "../presentation/target-form.ts";
import { addTarget } from "../services/target/add.ts";
import { deleteTarget } from "../services/target/delete.ts";
import { editableSettings, editTarget } from "../services/target/edit.ts";
import { offeredTarget } from "../services/target/find.ts";
import { listTargets } from "../services/target/list.ts";
import { rotateSecret } from "../services/target/rotate.ts";
import { switchTarget } from "../services/target/switch.ts";
import { testTarget } from "../services/target/test.ts";
import { choice, flag, onOff, rest, word } from "./arguments/plain.ts";
import { askedSettings, party, target, typedNames } from "./arguments/target.ts";
import { type Alias, type Command, command, named, several } from "./command.ts";
import type { CommandCtx } from "./context.ts";

const which = () => target("Which target");

const typedSettings = {
  address: named(word("An e-mail address")),
  to: named(word("A phone number")),
};

/** The settings among a command's arguments. */
const settingsIn = (args: Readonly<Record<string, unknown>>): Given =>
  Object.fromEntries(
    [...typedNames, ...Object.keys(askedSettings)].flatMap((name) => {
      const value = args[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );

const parties = (given: readonly (Party | "none")[]): readonly Party[] => given.filter((one) => one !== "none");

/** Borrowing, only what is always a contact's own is missing. */
const lacking = (kind: TargetKind, given: Given, { via, offer }: { readonly via: boolean; readonly offer: boolean }) =>
  missingSettings({ kind, given, offered: offer }).filter(({ personal }) => !via || personal === true);

interface Adding {
  readonly kind: TargetKind;
  readonly name: string;
  readonly mine: boolean;
  readonly offer: boolean;
  readonly merge: boolean;
  readonly via: { readonly key: string } | undefined;
}

const addForm = async (ctx: CommandCtx, args: Adding, given: Given): Promise<Form> => {
  const { kind, name, mine, offer, merge } = args;
  checkTargetName(name);
  if (mine) checkPersonalKind(kind);
  else permit(ctx.actor, "target.manage");
  const via = args.via ?? (mine && isSharable(kind) ? await offeredTarget(ctx, kind) : undefined);
  const asked = via === undefined ? settingsOf(kind) : personalSettings(kind);
  const known = {
    kind,
    name,
    mine: mine ? "yes" : "",
    offer: offer ? "yes" : "",
    merge: merge ? "yes" : "",
    via: via?.key ?? "",
  };
  return addTargetForm(kind, asked, {
    given,
    known: Object.fromEntries(Object.entries(known).filter(([, value]) => value !== "")),
  });
};

/** Addresses outside chat: the workspace's targets, and everybody's own contacts (features.md G74 to G77, G81). */
export const targetCommands: readonly Command[] = [
  command({
    path: "tocsin target list",
    summary: "Show the targets outside chat, your own contacts among them",
    permission: "target.view",
    answer: "private",
    args: { mine: flag("Your own contacts alone") },
    run: async (ctx, { mine }) => {
      const { targets, more } = await listTargets(ctx, mine);
      return targetList(targets, more);
    },
  }),
  command({
    path: "tocsin target add",
    summary: "Add a mailbox, a webhook or a service; a form asks for what is secret",
    permission: "target.keep",
    answer: "private",
    args: {
      mine: flag("A contact of your own"),
      offer: flag("Let people reach themselves through it"),
      merge: flag("Gather what is no page, and send it once a minute"),
      via: named(target("The workspace's account to use")),
      ...typedSettings,
      kind: choice(targetKinds, "What it is, such as email or webhook"),
      name: rest("What to call it, such as ops-mail"),
      ...askedSettings,
    },
    examples: ["tocsin target add address:ops@example.com email ops-mail", "tocsin contact add ntfy phone"],
    form: {
      when: ({ kind, via, offer, ...args }) =>
        lacking(kind, settingsIn(args), { via: via !== undefined, offer }).length > 0,
      build: (ctx, args) => addForm(ctx, args, settingsIn(args)),
    },
    run: async (ctx, { kind, name, mine, offer, merge, via, ...args }) =>
      targetAdded(
        await addTarget(ctx, ctx.outside, {
          kind,
          name,
          mine,
          given: settingsIn(args),
          offered: offer,
          merges: merge,
          ...(via === undefined ? {} : { via: via.id }),
        }),
      ),
  }),
  command({
    path: "tocsin target edit",
    summary: "Change a target; a form asks for what is secret",
    permission: "target.keep",
    answer: "private",
    args: {
      name: named(rest("Its new name")),
      offer: named(onOff("Let people reach themselves through it")),
      merge: named(onOff("Gather what is no page, and send it once a minute")),
      members: several(party("Who is named in every webhook body")),
      managers: several(party("Who may change it besides you")),
      ...typedSettings,
      target: which(),
      ...askedSettings,
    },
    examples: ["tocsin target edit ops-mail", "tocsin target edit merge:on managers:@ada,platform ops-hook"],
    form: {
      when: ({ name, offer, merge, members, managers, target: _target, ...args }) =>
        name === undefined &&
        offer === undefined &&
        merge === undefined &&
        members.length + managers.length === 0 &&
        Object.keys(settingsIn(args)).length === 0,
      build: async (ctx, args) => {
        const { target: of, values } = await editableSettings(ctx, ctx.outside, args.target.id);
        return editTargetForm(of.key, of.kind, values);
      },
    },
    run: async (ctx, { name, offer, merge, members, managers, target: { id }, ...args }) => {
      const given = settingsIn(args);
      return targetChanged(
        await editTarget(ctx, ctx.outside, id, {
          ...(name === undefined ? {} : { name }),
          ...(offer === undefined ? {} : { offered: offer }),
          ...(merge === undefined ? {} : { merges: merge }),
          ...(members.length === 0 ? {} : { members: parties(members) }),
          ...(managers.length === 0 ? {} : { managers: parties(managers) }),
          ...(Object.keys(given).length === 0 ? {} : { given }),
        }),
      );
    },
  }),
  command({
    path: "tocsin target test",
    summary: "Send a test there, and see what comes of it",
    permission: "target.keep",
    answer: "private",
    args: { target: which() },
    run: async (ctx, args) =>
      targetTested(
        await testTarget(ctx, ctx.outside, args.target.id, ({ facts, zone }, of) => ({
          type: "test",
          message: testLetterMessage(of),
          facts,
          zone,
          at: ctx.now(),
        })),
      ),
  }),
  command({
    path: "tocsin target on",
    summary: "Switch a target on again",
    permission: "target.keep",
    answer: "private",
    args: { target: which() },
    run: async (ctx, args) => targetSwitched(await switchTarget(ctx, args.target.id, true)),
  }),
  command({
    path: "tocsin target off",
    summary: "Send nothing to a target for now",
    permission: "target.keep",
    answer: "private",
    args: { target: which() },
    run: async (ctx, args) => targetSwitched(await switchTarget(ctx, args.target.id, false)),
  }),
  command({
    path: "tocsin target rotate",
    summary: "Give a webhook another signing secret; for a day both sign",
    permission: "target.keep",
    answer: "private",
    args: { target: which() },
    run: async (ctx, args) => {
      const { target: of, secret, until } = await rotateSecret(ctx, ctx.outside, args.target.id);
      return secretRotated(of, secret, until);
    },
  }),
  command({
    path: "tocsin target delete",
    summary: "Delete a target",
    permission: "target.keep",
    answer: "private",
    args: { yes: flag("Do not ask"), target: which() },
    run: async (ctx, { yes, target: of }) =>
      yes ? targetDeleted(await deleteTarget(ctx, of.id)) : askToDeleteTarget(of),
  }),
];

export const targetAliases: readonly Alias[] = [
  { from: "tocsin targets", to: "tocsin target list" },
  { from: "tocsin contacts", to: "tocsin target list", preset: { mine: "yes" } },
  { from: "tocsin contact list", to: "tocsin target list", preset: { mine: "yes" } },
  { from: "tocsin contact add", to: "tocsin target add", preset: { mine: "yes" } },
  ...["test", "edit", "on", "off", "delete"].map((verb) => ({
    from: `tocsin contact ${verb}`,
    to: `tocsin target ${verb}`,
  })),
];
