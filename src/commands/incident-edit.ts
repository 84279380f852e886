import { incidentKey } from "../domain/incident/incident.ts";
import { severityLabel } from "../domain/incident/severity.ts";
import type { Form, Input } from "../presentation/form.ts";
import { incidentChanged, offerToCreate } from "../presentation/incident-answers.ts";
import { also, moment as shownAt } from "../presentation/say.ts";
import {
  describeIncident,
  retitleIncident,
  setIncidentPrivate,
  setIncidentResolution,
  setIncidentSeverity,
  setIncidentStart,
} from "../services/incident/edit.ts";
import { editIncident } from "../services/incident/edit-details.ts";
import { plainWords } from "../services/incident/references.ts";
import { viewIncident } from "../services/incident/view.ts";
import { severitiesOf } from "../services/severity/list.ts";
import { type IncidentNumber, incident } from "./arguments/incident.ts";
import { moment } from "./arguments/moment.ts";
import { rest } from "./arguments/plain.ts";
import { severityOrNone } from "./arguments/severity.ts";
import { command, named, optional, trailing } from "./command.ts";
import type { CommandCtx } from "./context.ts";

/** One long or short text asked for by a form where it was not typed. */
const askFor =
  (path: string, title: string, input: Input) =>
  async (ctx: CommandCtx, args: { readonly incident: IncidentNumber }): Promise<Form> => {
    const view = await viewIncident(ctx, args.incident);
    const before = { title: view.incident.title, description: view.description, resolution: view.resolution }[
      input.name
    ];
    return {
      path,
      title,
      submit: "Save",
      known: { incident: incidentKey(args.incident) },
      inputs: [{ ...input, ...(before === undefined ? {} : { initial: before }) } as Input],
    };
  };

export const editTitle = command({
  path: "incident edit title",
  summary: "Change the title",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), title: optional(rest("What is broken, in a few words")) },
  form: {
    when: (args) => args.title === undefined,
    build: askFor("incident edit title", "Change the title", { kind: "text", name: "title", label: "Title", max: 256 }),
  },
  run: async (ctx, args) => {
    const title = await plainWords(ctx, args.title ?? "");
    const { incident: before } = await retitleIncident(ctx, args.incident, title);
    return incidentChanged({ ...before, title }, `before it was called "${before.title}".`);
  },
});

export const editDescription = command({
  path: "incident edit description",
  summary: "Say what happened, in as many words as it takes",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), description: optional(rest("What happened")) },
  form: {
    when: (args) => args.description === undefined,
    build: askFor("incident edit description", "What happened?", {
      kind: "text",
      name: "description",
      label: "Description",
      long: true,
      optional: true,
    }),
  },
  run: async (ctx, args) => {
    const { incident: described, unknown } = await describeIncident(ctx, args.incident, args.description ?? "");
    return also(
      incidentChanged(described, "the description is changed."),
      ...offerToCreate(unknown, incidentKey(described)),
    );
  },
});

export const editStart = command({
  path: "incident edit start",
  summary: "Set when it began",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), start: trailing(moment("Such as 14:30, 20m ago or 2026-03-29 02:10", "past")) },
  examples: ["incident edit start 42 20m ago"],
  run: async (ctx, args) => {
    const { incident: moved } = await setIncidentStart(ctx, args.incident, args.start);
    return incidentChanged(moved, "it began ", shownAt(args.start), ".");
  },
});

export const editResolution = command({
  path: "incident edit resolution",
  summary: "Say how it was fixed",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), resolution: optional(rest("How it was fixed")) },
  form: {
    when: (args) => args.resolution === undefined,
    build: askFor("incident edit resolution", "How was it fixed?", {
      kind: "text",
      name: "resolution",
      label: "Resolution",
      long: true,
      optional: true,
    }),
  },
  run: async (ctx, args) => {
    const { incident: changed } = await setIncidentResolution(ctx, args.incident, args.resolution ?? "");
    return incidentChanged(changed, "the resolution is kept.");
  },
});

export const makePrivate = command({
  path: "incident edit private",
  summary: "Show it to the people on it alone",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident() },
  run: async (ctx, args) => {
    const { incident: hidden } = await setIncidentPrivate(ctx, args.incident, true);
    return incidentChanged(hidden, "private now. Its cards are being taken away; only the people on it see it.");
  },
});

export const makePublic = command({
  path: "incident edit public",
  summary: "Show it to everybody again",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident() },
  run: async (ctx, args) => {
    const { incident: shown } = await setIncidentPrivate(ctx, args.incident, false);
    return incidentChanged(shown, "public now. It is announced where its channels are shown.");
  },
});

export const editDetails = command({
  path: "incident edit details",
  summary: "Edit title, severity, description, start and resolution in one form",
  permission: "incident.change",
  answer: "private",
  args: {
    incident: incident(),
    title: named(rest("What is broken, in a few words")),
    severity: named(severityOrNone("How bad is it")),
    description: named(rest("What happened")),
    start: named(moment("When it began", "past")),
    resolution: named(rest("How it was fixed")),
  },
  form: {
    when: (args) =>
      args.title === undefined &&
      args.severity === undefined &&
      args.description === undefined &&
      args.start === undefined &&
      args.resolution === undefined,
    build: detailsForm,
  },
  run: async (ctx, args) => {
    const edited = await editIncident(ctx, args.incident, {
      ...(args.title === undefined ? {} : { title: await plainWords(ctx, args.title) }),
      ...(args.severity === undefined ? {} : { severity: args.severity === "none" ? null : args.severity.severity }),
      ...(args.description === undefined ? {} : { description: args.description }),
      ...(args.start === undefined ? {} : { startedAt: args.start }),
      ...(args.resolution === undefined ? {} : { resolution: args.resolution }),
    });
    const fact = edited.changed.length === 0 ? "nothing is changed." : `changed: ${edited.changed.join(", ")}.`;
    return also(incidentChanged(edited.incident, fact), ...offerToCreate(edited.unknown, incidentKey(edited.incident)));
  },
});

async function detailsForm(ctx: CommandCtx, args: { readonly incident: IncidentNumber }): Promise<Form> {
  const [view, severities] = [await viewIncident(ctx, args.incident), await severitiesOf(ctx)];
  const { title, severity, startedAt } = view.incident;
  const choices = severities
    .slice(0, 24)
    .map((one) => ({ label: severityLabel(one), value: one.key, detail: one.description.slice(0, 75) }));
  return {
    path: "incident edit details",
    title: `Edit INC-${view.incident.number}`,
    submit: "Save",
    known: { incident: incidentKey(args.incident) },
    inputs: [
      { kind: "text", name: "title", label: "Title", initial: title, max: 256 },
      {
        kind: "choice",
        name: "severity",
        label: "Severity",
        options: [...choices, { label: "None", value: "none" }],
        initial: severity === null || !choices.some(({ value }) => value === severity.key) ? "none" : severity.key,
      },
      {
        kind: "text",
        name: "description",
        label: "What happened?",
        long: true,
        optional: true,
        ...(view.description === undefined ? {} : { initial: view.description }),
      },
      {
        kind: "text",
        name: "start",
        label: "Began",
        hint: `In ${ctx.zone}`,
        initial: startedAt
          .toZonedDateTimeISO(ctx.zone)
          .toPlainDateTime()
          .toString({ smallestUnit: "minute" })
          .replace("T", " "),
      },
      {
        kind: "text",
        name: "resolution",
        label: "Resolution",
        long: true,
        optional: true,
        ...(view.resolution === undefined ? {} : { initial: view.resolution }),
      },
    ],
  };
}

export const setSeverity = command({
  path: "incident severity",
  summary: "Say how bad it is",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), severity: severityOrNone("Such as sev1, or none") },
  examples: ["incident severity 42 sev2"],
  run: async (ctx, args) => {
    const wanted = args.severity;
    const { incident: changed } = await setIncidentSeverity(
      ctx,
      args.incident,
      wanted === "none" ? null : wanted.severity,
    );
    const before = changed.severity === null ? "no severity" : severityLabel(changed.severity);
    return incidentChanged(changed, `${before} → ${wanted === "none" ? "no severity" : wanted.understood}.`);
  },
});
