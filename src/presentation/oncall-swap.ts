import type { PersonId } from "../domain/ids.ts";
import type { SwapNews, SwapRecord } from "../domain/oncall/exchange.ts";
import { personKey } from "../domain/oncall/member.ts";
import type { MemberNames } from "../domain/oncall/schedule-view.ts";
import type { SwapAnswered, SwapList, SwapView } from "../domain/oncall/swap-view.ts";
import type { Block, Message } from "./message.ts";
import { namingOf } from "./oncall-members.ts";
import { spanWords } from "./oncall-now.ts";
import { digitsOf, overridesChanged } from "./oncall-override.ts";
import { counted } from "./oncall-words.ts";
import {
  also,
  answer,
  bold,
  bullets,
  button,
  code,
  controls,
  heading,
  newline,
  note,
  plain,
  type Words,
  words,
} from "./say.ts";

/** What was asked for; nothing has changed yet. */
export const swapRequested = (view: SwapView): Message => {
  const { record, swap, names } = view;
  const who = swap.other === undefined ? `everybody in ${record.name}` : namingOf(names)(swap.other);
  return also(
    answer("Asked ", who, swap.back === undefined ? " to cover. " : " to swap. ", "Nothing changes until they accept."),
    bullets(dutyLines(view)),
    controls(button("Withdraw", `oncall swap decline ${swap.id}`), button("All requests", "oncall swap list")),
  );
};

/** Who takes over what. */
const dutyLines = ({ record, swap, names }: SwapView): readonly Words[] => {
  const name = namingOf(names);
  const { one, other, back } = swap;
  const taker = other === undefined ? "whoever accepts" : name(other);
  return [
    [bold(record.name), ", ", spanWords(one.start, one.end), ": ", taker, " for ", name(one.person)],
    ...(back === undefined
      ? []
      : [[bold(record.name), ", ", spanWords(back.start, back.end), ": ", name(one.person), " for ", taker]]),
    ...(swap.note === "" ? [] : [swap.note]),
  ];
};

/** What an answer came to, for whoever gave it. */
export const swapAnswered = (view: SwapAnswered): Message => {
  const what = whatOf(view.swap);
  const fact: Words = {
    requested: `the ${what} is asked for.`,
    accepted: view.swap.back === undefined ? "you cover. Thank you." : "the swap is agreed.",
    declined: `the ${what} is declined. Whoever asked is told.`,
    withdrawn: `the ${what} is called off from now on.`,
    unfit: `the ${what} no longer fits.`,
  }[view.swap.state];
  const { changed } = view;
  if (changed === undefined) return answer(bold(view.record.name), ": ", fact);
  const shown = overridesChanged(changed, fact);
  if (view.swap.state !== "accepted") return shown;
  return also(shown, note("To call it off: ", code(`/oncall swap decline ${digitsOf(view.swap.id)}`)));
};

const whatOf = ({ back }: Pick<SwapRecord, "back">): string => (back === undefined ? "cover" : "swap");

/** For somebody whom a swap or a cover concerns: what has become of it, and what they can do. */
export const swapTold = (view: SwapView, news: SwapNews, reader: PersonId): Message => {
  const { record, swap, names } = view;
  const name = namingOf(names);
  const what = whatOf(swap);
  const asker = name(swap.one.person);
  const partner = swap.other === undefined || swap.other === personKey(reader) ? asker : name(swap.other);
  const fact: Record<SwapNews, () => Words> = {
    requested: () => (swap.back === undefined ? [asker, " asks you to cover."] : [asker, " asks you to swap shifts."]),
    accepted: () => [swap.back === undefined ? [partner, " covers."] : ["The swap with ", partner, " is agreed."]],
    declined: () => [partner, ` declines the ${what}. Nothing has changed.`],
    withdrawn: () => [`The ${what} with `, partner, " is called off from now on."],
    moved: () => [`The schedule has moved, and the ${what} with `, partner, " moves with it."],
    unfit: () => [
      `The ${what} with `,
      partner,
      " no longer fits: the schedule has changed, and it is off from now on.",
    ],
  };
  return also(
    answer(bold(record.name), ": ", fact[news]()),
    bullets(dutyLines(view)),
    controls(...controlsFor(view, reader)),
  );
};

const controlsFor = ({ record, swap }: SwapView, reader: PersonId) => {
  const isAsker = swap.one.person === personKey(reader);
  const show = button("Show the schedule", `oncall schedule show ${record.key}`);
  if (swap.state === "requested" && !isAsker) {
    return [
      button(swap.back === undefined ? "Cover" : "Accept", `oncall swap accept ${swap.id}`, { style: "primary" }),
      ...(swap.other === undefined ? [] : [button("Decline", `oncall swap decline ${swap.id}`)]),
      show,
    ];
  }
  if (swap.state === "requested" || swap.state === "accepted") {
    return [button("Call it off", `oncall swap decline ${swap.id}`, { confirm: "Call it off from now on?" }), show];
  }
  return [button("My shifts", "oncall mine"), show];
};

/** Requests and agreements that are not over. */
export const swapList = ({ swaps, more, names }: SwapList): Message => {
  if (swaps.length === 0) {
    return answer(
      "No swap or cover is asked for or agreed. Ask for one with ",
      code("/oncall swap request"),
      " or ",
      code("/oncall cover"),
      ".",
    );
  }
  return {
    summary: counted(swaps.length + more, "swap"),
    blocks: [
      heading("Swaps and covers"),
      ...swaps.map(
        ({ record, swap }): Block => ({
          kind: "paragraph",
          content: words(
            dutyLines({ record, swap, names }).map((line, i): Words => [i === 0 ? "" : newline, line]),
            newline,
            swap.state === "accepted" ? "agreed" : "asked for",
            " ",
            code(digitsOf(swap.id)),
          ),
          control: button(swap.state === "accepted" ? "Call it off" : "Withdraw", `oncall swap decline ${swap.id}`),
        }),
      ),
      ...(more === 0 ? [] : [note(`${counted(more, "more")}.`)]),
    ],
  };
};

/** One line of a choice. */
export const swapOption = (view: Omit<SwapView, "names">, names: MemberNames): string => {
  const { one, other } = view.swap;
  const name = namingOf(names);
  const who = plain(words(name(one.person), " and ", other === undefined ? "anybody" : name(other)));
  return `${view.record.key} ${whatOf(view.swap)}: ${who}`.slice(0, 75);
};
