// @ts-check
import { readAddress } from "./address.js";
import { readWorkspaces } from "./api.js";
import { slackApi } from "./client.js";
import { discordApi } from "./discord/client.js";
import { createDiscordPane } from "./discord/pane.js";
import { h } from "./dom.js";
import { greetOnce, openGreeting } from "./greeting.js";
import { listenKeys } from "./keyboard.js";
import { refreshAgo } from "./message/message.js";
import { createOthers } from "./others.js";
import { showToast } from "./overlay/toast.js";
import { createSides } from "./sides.js";
import { createSlackPane } from "./slack-pane.js";
import { openSwitcher } from "./switcher.js";
import { startTheme } from "./theme.js";
import { createTopbar } from "./topbar.js";

/** @import { DiscordState } from "../discord/protocol.ts" */
/** @import { SlackState } from "../slack/protocol.ts" */

const KEY = "tocsin person";

startTheme();
await start();

async function start() {
  const wanted = readAddress(location.hash).as || localStorage.getItem(KEY) || "ada";
  const workspaces = await readWorkspaces();
  const slack = await readAnybody([wanted, "ada"]);
  if (slack === null) {
    document.body.append(
      h(
        "p",
        { class: "lost", role: "alert" },
        "The playground does not answer. Start it again, then reload this page.",
      ),
    );
    return;
  }
  const hasDiscord = workspaces.includes("discord");
  mount(slack, hasDiscord ? await discordApi.readState(slack.me.handle).catch(() => null) : null);
}

/** @param {readonly string[]} handles @returns {Promise<SlackState | null>} */
async function readAnybody(handles) {
  for (const handle of handles) {
    const state = await slackApi.readState(handle).catch(() => null);
    if (state !== null) return state;
  }
  return null;
}

/** @param {SlackState} slackState @param {DiscordState | null} discordState */
function mount(slackState, discordState) {
  const onNews = () => others.refresh();
  const slack = createSlackPane(slackState, { onNews, become });
  const { client } = slack;
  const beside =
    discordState === null ? [] : [createDiscordPane(discordState, { onNews, zone: () => client.state.me.zone })];
  const panes = [slack.pane, ...beside];
  const greeting = { guide: slack.guide, beside: beside.length > 0 };
  /** The workspace somebody works in comes first. */
  const jump = () => {
    const here = sides.current();
    const inOrder = [here, ...panes.filter((pane) => pane !== here)];
    openSwitcher(
      inOrder.flatMap((pane) =>
        pane.targets().map((target) => ({
          ...target,
          ...(panes.length > 1 ? { group: pane.label } : {}),
          run() {
            sides.turnTo(pane.platform);
            target.run();
          },
        })),
      ),
    );
  };
  const sides = createSides(panes);
  const topbar = createTopbar(client, {
    panes,
    switcher: sides.switcher,
    become: (handle) => void become(handle),
    greet: () => openGreeting(greeting),
    jump,
  });
  document.body.append(topbar.element, sides.element);
  const others = createOthers(
    panes,
    () => client.state.people.filter((each) => !each.bot && each.handle !== client.as).map((each) => each.handle),
    topbar.showWaiting,
  );
  for (const pane of panes) {
    pane.on("failed", (text) => showToast(text ?? "That did not work."));
    pane.on("state", () => {
      const unread = panes.reduce((sum, each) => sum + each.unread(), 0);
      document.title = `${unread > 0 ? `(${unread}) ` : ""}Tocsin playground`;
    });
  }
  listenKeys({ people: () => client.state.people, become: (handle) => void become(handle), jump, pane: sides.current });

  let wanted = client.as;
  /** Both sides turn at once, to whoever was asked for last. @param {string} handle */
  async function become(handle) {
    wanted = handle;
    if (handle === client.as) return;
    const turns = await Promise.all(panes.map((pane) => pane.prepare(handle)));
    if (wanted !== handle) return;
    if (turns.includes(null)) return showToast("The playground does not answer.");
    for (const turn of turns) turn?.();
    localStorage.setItem(KEY, handle);
    others.refresh();
  }

  const address = readAddress(location.hash);
  for (const pane of panes) pane.begin(address[pane.platform]);
  window.addEventListener("popstate", () => {
    const { as, ...paths } = readAddress(location.hash);
    if (as !== "" && as !== client.as) void become(as);
    else for (const pane of panes) pane.show(paths[pane.platform]);
  });
  others.refresh();
  window.setInterval(refreshAgo, 30_000);
  if (matchMedia("(hover: hover)").matches) slack.pane.focusComposer();
  greetOnce(greeting);
}
