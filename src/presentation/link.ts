import type { Person } from "../domain/person.ts";
import type { Message } from "./message.ts";
import { also, answer, bold, button, code, controls, note } from "./say.ts";

/** A code for another team or guild. */
export const connectionInvited = (made: string): Message =>
  also(
    answer("Type ", code(`/tocsin connect ${made}`), " in the Slack workspace or Discord server that is to join."),
    note("The code lasts ten minutes and works once. Whoever has it can let their server in: pass it on with care."),
  );

/** A code for the same person elsewhere. */
export const linkStarted = (made: string): Message =>
  also(
    answer("Type ", code(`/tocsin link ${made}`), " on the other platform, with your account there."),
    note("The code lasts ten minutes and works once. Give it to nobody: whoever types it becomes you here."),
  );

export const linkAsked = ({ name }: Pick<Person, "name">, typed: string): Message =>
  also(
    answer("That code is of ", bold(name), ". Is that you? From then on the two of you are one person here."),
    controls(button("Yes, that is me", `tocsin link --yes ${typed}`, { style: "primary" })),
  );

export const linkDone = ({ name }: Pick<Person, "name">): Message =>
  answer("You are ", bold(name), " here too from now on. ", code("/tocsin me"), " shows your accounts.");
