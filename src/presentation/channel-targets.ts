import type { Upgrade } from "../domain/channel.ts";
import type { TargetedChannel } from "../domain/channel-view.ts";
import { spanText } from "../domain/notify/personal-words.ts";
import { hash } from "./channel-words.ts";
import type { Form } from "./form.ts";
import type { Message } from "./message.ts";
import { membersListed, namingOf } from "./oncall-members.ts";
import { also, answer, bullets, button, code, controls, note, paragraph, type Words } from "./say.ts";

/** "Ada and Platform after 30m". */
export const upgradeWords = ({ after, members }: Upgrade, { names }: Pick<TargetedChannel, "names">): Words => [
  membersListed(members, names),
  ` after ${spanText(after)}`,
];

/** Whom a channel tells, whether they are in it or not. */
export const targetList = ({ channel, targets, names, merging = [] }: TargetedChannel): Message => {
  const add = button("Add", `tocsin channel target add ${channel.key}`);
  if (targets.length === 0) {
    return also(
      answer(hash(channel), " tells its members only."),
      note("Somebody else too: ", code(`/tocsin channel target add ${channel.key} @ada, ops@example.com`)),
      controls(add),
    );
  }
  const naming = namingOf(names);
  return {
    summary: `${targets.length} are told of #${channel.key}`,
    blocks: [
      paragraph("Of everything new in ", hash(channel), " these are told too, and they get its daily report:"),
      bullets(targets.map((key) => [naming(key), merging.includes(key) ? ", as one message a minute" : ""])),
      controls(add, button("Remove", `tocsin channel target remove ${channel.key}`)),
    ],
  };
};

/** Asks whom to add, or which of those there are to take away. */
export const targetForm = (action: "add" | "remove", { channel, targets, names }: TargetedChannel): Form => ({
  path: "tocsin channel target",
  title: action === "add" ? "Tell somebody too" : "Tell somebody no more",
  submit: action === "add" ? "Add" : "Remove",
  known: { action, channel: channel.key },
  inputs: [
    action === "add"
      ? { kind: "search", name: "who", label: "Whom?", many: true, complete: "tocsin channel target who" }
      : {
          kind: "choice",
          name: "who",
          label: "Whom?",
          options: targets.map((key) => ({ label: nameOf(key, names), value: key })),
        },
  ],
});

const nameOf = (key: string, names: TargetedChannel["names"]): string => names.get(key) ?? key.replace(/^\w+:/u, "");

/** Whom a channel tells of a new incident that nobody takes. */
export const upgradeShown = (view: TargetedChannel): Message => {
  const { channel } = view;
  if (channel.upgrade === undefined) {
    return also(
      answer("Nobody is told when a new incident of ", hash(channel), " is not taken."),
      note("Say after how long, and whom: ", code(`/tocsin channel upgrade ${channel.key} after:30m @ada`)),
    );
  }
  return also(
    answer(
      "When nobody takes a new incident of ",
      hash(channel),
      ", I tell ",
      upgradeWords(channel.upgrade, view),
      ".",
    ),
    controls(button("Stop", `tocsin channel upgrade ${channel.key} off`)),
  );
};
