import { Refusal } from "../domain/refusal.ts";
import type { Form } from "../presentation/form.ts";
import {
  aliasesSet,
  askReplacement,
  severityDeleted,
  severityList,
  severitySaved,
  shippedHidden,
  shippedShown,
} from "../presentation/severity.ts";
import { addSeverity } from "../services/severity/add.ts";
import { setPriorityAliases } from "../services/severity/aliases.ts";
import { hideShipped, showShipped } from "../services/severity/defaults.ts";
import { deleteSeverity } from "../services/severity/delete.ts";
import { editSeverity } from "../services/severity/edit.ts";
import { severitySettings } from "../services/severity/list.ts";
import { choice, flag, onOff, rest, word } from "./arguments/plain.ts";
import type { SeverityValue } from "./arguments/severity.ts";
import { severity, severityOrNone } from "./arguments/severity.ts";
import { type Command, command, named, optional, several } from "./command.ts";

const needed = () =>
  new Refusal(
    "severity-incomplete",
    "A severity needs a word to type, a name and a colour: `/tocsin severity add colour:#7A3FF2 blip Blip`.",
  );

/** Severities as data: added, changed, deleted, hidden (features.md, G20 to G23). */
export const severityCommands: readonly Command[] = [
  command({
    path: "tocsin severity list",
    summary: "Show the severities, the worst first",
    permission: "severity.view",
    answer: "private",
    args: {},
    run: async (ctx) => severityList(await severitySettings(ctx)),
  }),
  command({
    path: "tocsin severity add",
    summary: "Add a severity of your own",
    permission: "severity.manage",
    answer: "private",
    args: {
      colour: named(word("Such as #7A3FF2")),
      description: named(rest("When it applies")),
      above: named(severity("Which it is worse than")),
      below: named(severity("Which it is less bad than")),
      alias: several(word("Another word for it")),
      urgent: flag("Page through quiet hours"),
      banner: flag("Raise the pinned banner"),
      key: optional(word("The word people type")),
      name: optional(rest("Its name")),
    },
    examples: ["tocsin severity add colour:#7A3FF2 above:sev3 blip Blip"],
    form: {
      when: ({ colour, key, name }) => colour === undefined || key === undefined || name === undefined,
      build: addForm,
    },
    run: async (ctx, { above, below, alias, key, name, colour, description = "", urgent, banner }) => {
      if (key === undefined || name === undefined || colour === undefined) throw needed();
      const wanted = { key, name, colour, description, aliases: alias, urgent, banner };
      const position = { ...(above && { above: above.severity }), ...(below && { below: below.severity }) };
      return severitySaved(await addSeverity(ctx, { ...wanted, ...position }), "added");
    },
  }),
  command({
    path: "tocsin severity edit",
    summary: "Change a severity",
    permission: "severity.manage",
    answer: "private",
    args: {
      name: named(rest("Its new name")),
      colour: named(word("Such as #7A3FF2")),
      description: named(rest("When it applies")),
      alias: several(word("All other words for it")),
      urgent: named(onOff("Page through quiet hours")),
      banner: named(onOff("Raise the pinned banner")),
      severity: severity("Which severity"),
    },
    examples: ["tocsin severity edit banner:on colour:#7A3FF2 blip"],
    run: async (ctx, { severity: { severity: of }, alias, name, colour, description, urgent, banner }) => {
      const changed = await editSeverity(ctx, of.id, {
        ...(name === undefined ? {} : { name }),
        ...(colour === undefined ? {} : { colour }),
        ...(description === undefined ? {} : { description }),
        ...(alias.length === 0 ? {} : { aliases: alias.filter((one) => one.toLowerCase() !== "none") }),
        ...(urgent === undefined ? {} : { urgent }),
        ...(banner === undefined ? {} : { banner }),
      });
      return severitySaved(changed, "changed");
    },
  }),
  command({
    path: "tocsin severity delete",
    summary: "Delete a severity of your own",
    permission: "severity.manage",
    answer: "private",
    args: {
      replacement: named(severity("What its incidents carry instead")),
      severity: severity("Which severity"),
    },
    examples: ["tocsin severity delete replacement:sev3 blip"],
    run: async (ctx, { severity: { severity: of }, replacement }) => {
      const to = replacement?.severity;
      const { severity: gone, incidents } = await deleteSeverity(ctx, of.id, to);
      return severityDeleted(gone, incidents, to);
    },
  }),
  command({
    path: "tocsin severity defaults",
    summary: "Switch the severities Tocsin ships on or off",
    permission: "severity.manage",
    answer: "private",
    args: {
      replacement: named(severityOrNone("What incidents carry instead when they go off")),
      state: onOff("On or off"),
    },
    run: async (ctx, { state, replacement }) => {
      if (state) {
        await showShipped(ctx);
        return shippedShown();
      }
      const to = chosen(replacement);
      const off = await hideShipped(ctx, to);
      return off.kind === "asks" ? askReplacement(off) : shippedHidden(off.incidents, to ?? null);
    },
  }),
  command({
    path: "tocsin severity aliases",
    summary: "Say whether P0 or P1 means SEV1",
    permission: "severity.manage",
    answer: "private",
    args: { worst: choice(["p0", "p1"], "Which one is the worst") },
    run: async (ctx, { worst }) => {
      await setPriorityAliases(ctx, worst);
      return aliasesSet(worst);
    },
  }),
];

const chosen = (replacement: SeverityValue | "none" | undefined) =>
  replacement === "none" ? null : replacement?.severity;

function addForm(): Form {
  return {
    path: "tocsin severity add",
    title: "Add a severity",
    submit: "Add",
    known: {},
    inputs: [
      { kind: "text", name: "key", label: "The word people type", placeholder: "blip", max: 32 },
      { kind: "text", name: "name", label: "Its name", placeholder: "Blip", max: 256 },
      { kind: "text", name: "colour", label: "Its colour", placeholder: "#7A3FF2", max: 7 },
      {
        kind: "search",
        name: "above",
        label: "Worse than",
        hint: "Left out, it is just above the last.",
        optional: true,
        complete: "tocsin severity add above",
      },
      { kind: "text", name: "description", label: "When it applies", optional: true, long: true },
    ],
  };
}
