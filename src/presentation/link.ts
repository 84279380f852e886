import type { Person } from "../domain/person.ts";
import { type Platform, platformNames } from "../domain/place.ts";
import type { Message } from "./message.ts";
import { also, answer, bold, button, code, controls, listed, note, paragraph, type Words } from "./say.ts";

/** A code for a guild, and a link for a team where teams can be let in over the web. */
export const connectionInvited = (
  connected: readonly { readonly platform: Platform; readonly name: string; readonly isGone: boolean }[],
  { code: made, install }: { readonly code: string; readonly install: string | undefined },
): Message =>
  also(
    answer("Connected: ", ...listed(connected.map(standing)), "."),
    paragraph("A Discord server joins when somebody who manages it types ", code(`/tocsin connect ${made}`), " there."),
    ...(install === undefined
      ? [
          note(
            "A Slack workspace can join once whoever runs Tocsin has set ",
            code("SLACK_CLIENT_ID"),
            ", ",
            code("SLACK_CLIENT_SECRET"),
            " and ",
            code("TOCSIN_URL"),
            ".",
          ),
        ]
      : [
          paragraph("A Slack workspace joins when somebody who may install apps there opens this link and allows it."),
          controls({ kind: "link-button", label: "Add a Slack workspace", url: install }),
        ]),
    note("They last ten minutes and work once. Whoever has one can let others in: pass it on with care."),
  );

const standing = ({ platform, name, isGone }: Parameters<typeof connectionInvited>[0][number]): Words => [
  bold(name),
  ` on ${platformNames[platform]}`,
  ...(isGone ? [", which has removed Tocsin"] : []),
];

const wayBack: Readonly<Record<Platform, readonly Words[]>> = {
  slack: ["make a new link with ", code("/tocsin connect"), ", then invite me to its channels again."],
  discord: ["add me to it again as you did at first."],
};

/** Tells the owners that nothing can be shown in a team or guild any more, and how to mend it. */
export const teamGone = ({ name, platform }: { readonly name: string; readonly platform: Platform }): Message =>
  answer(
    bold(name),
    " has removed Tocsin: nothing is shown there any more, and nobody is paged there. If that was not meant, ",
    ...wayBack[platform],
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
