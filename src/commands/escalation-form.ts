import { readSteps } from "../domain/notify/escalation-text.ts";
import type { Step } from "../domain/notify/plan.ts";
import type { EscalationView } from "../domain/notify/policy-view.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import type { Form, Input } from "../presentation/form.ts";
import { nameMembers } from "../services/oncall/members.ts";
import { readHearer } from "./arguments/hearer.ts";
import type { CommandCtx } from "./context.ts";

/** The most characters of a text that both platforms take. */
const longest = 3000;

const stepsInput = (text: string | undefined): Input => ({
  kind: "text",
  name: "steps",
  label: "Steps",
  placeholder: "web 5m, @grace + @lin 10m",
  hint: "Who is called, how long they have to answer, and who then",
  max: longest,
  ...(text === undefined ? {} : { initial: text }),
});

const nameInput = (name: string | undefined): Input => ({
  kind: "text",
  name: "name",
  label: "Name",
  max: 256,
  ...(name === undefined ? {} : { initial: name }),
});

/** What an escalation policy cannot be without; what is given already is carried along. */
export const createForm = async (
  ctx: CommandCtx,
  {
    name,
    steps,
    channels,
    known,
  }: {
    readonly name: string | undefined;
    readonly steps: readonly Step[] | undefined;
    readonly channels: readonly { readonly key: string }[];
    readonly known: Form["known"];
  },
): Promise<Form> => ({
  path: "tocsin escalation create",
  title: "An escalation policy",
  submit: "Create",
  known,
  inputs: [
    nameInput(name),
    stepsInput(steps === undefined ? undefined : await stepsText(ctx, steps)),
    {
      kind: "search",
      name: "channels",
      label: "Channels it pages for",
      many: true,
      optional: true,
      complete: "tocsin escalation create channels",
      initial: channels.map(({ key }) => ({ label: `#${key}`, value: key })),
    },
  ],
});

/** What is set, to be changed. What would have to be left empty is not asked for: that changes nothing. */
export const editForm = async (ctx: CommandCtx, { escalation, channels, least }: EscalationView): Promise<Form> => {
  const steps = await stepsText(ctx, escalation.plan.steps);
  return {
    path: "tocsin escalation edit",
    title: "Edit an escalation policy",
    submit: "Save",
    known: { escalation: escalation.key },
    inputs: [
      nameInput(escalation.name),
      ...(steps.length > longest ? [] : [stepsInput(steps)]),
      { kind: "text", name: "repeats", label: "Rounds after the first", initial: String(escalation.plan.repeats) },
      { kind: "text", name: "least", label: "From which severity up, or off", initial: least ?? "off" },
      {
        kind: "search",
        name: "channels",
        label: "Channels it pages for",
        many: true,
        optional: channels.length === 0,
        complete: "tocsin escalation edit channels",
        initial: channels.map((key) => ({ label: `#${key}`, value: key })),
      },
    ],
  };
};

/** Steps as they are typed: "Lin Wei 5m, web + platform 10m x2". */
const stepsText = async (ctx: CommandCtx, steps: readonly Step[]): Promise<string> => {
  const names = await nameMembers(
    ctx,
    steps.flatMap(({ targets }) => targets),
  );
  const texts: string[] = [];
  for (const { targets, wait, need } of steps) {
    const who: string[] = [];
    for (const target of targets) who.push(await typedAs(ctx, target, names.get(target)));
    texts.push(`${who.join(" + ")} ${waitText(wait)}${need === 1 ? "" : ` x${need}`}`);
  }
  return texts.join(", ");
};

/** A name where it is read as the same member again, else the key. */
const typedAs = async (ctx: CommandCtx, key: MemberKey, name: string | undefined): Promise<string> => {
  if (name === undefined || /[+"]/u.test(name)) return key;
  const [step, ...others] = readSteps(`${name} 5m`);
  const isWhole = step?.who === name && others.length === 0;
  return isWhole && (await readHearer(ctx, name)) === key ? name : key;
};

const waitText = (seconds: number): string =>
  seconds % 3600 === 0 ? `${seconds / 3600}h` : seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
