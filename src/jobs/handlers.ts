import { announce } from "./announce.ts";
import { archive } from "./archive.ts";
import { banner } from "./banner.ts";
import { calendar } from "./calendar.ts";
import { calm } from "./calm.ts";
import { card } from "./card.ts";
import { deliver } from "./deliver.ts";
import type { Deps } from "./deps.ts";
import { duty } from "./duty.ts";
import { fetch } from "./fetch.ts";
import { follow } from "./follow.ts";
import { group } from "./group.ts";
import { home } from "./home.ts";
import { inform } from "./inform.ts";
import { left } from "./left.ts";
import { lost } from "./lost.ts";
import { ping } from "./ping.ts";
import { plan } from "./plan.ts";
import { purge } from "./purge.ts";
import { receipts } from "./receipts.ts";
import { room } from "./room.ts";
import { run } from "./run.ts";
import { say } from "./say.ts";
import { summary } from "./summary.ts";
import { swap } from "./swap.ts";
import { swaps } from "./swaps.ts";
import { targetNotice } from "./target-notice.ts";
import { tell } from "./tell.ts";
import { test } from "./test.ts";
import { unpost } from "./unpost.ts";
import { warn } from "./warn.ts";
import { withdraw } from "./withdraw.ts";
import type { Handlers } from "./worker.ts";

/** Who does what is owed. Each may be called again at any point after it was stopped at any other. */
export const handlers: Handlers<Deps> = {
  announce,
  card,
  tell,
  say,
  withdraw,
  unpost,
  fetch,
  purge,
  banner,
  room,
  archive,
  receipts,
  follow,
  left,
  lost,
  test,
  warn,
  duty,
  calendar,
  swap,
  swaps,
  home,
  inform,
  run,
  deliver,
  calm,
  summary,
  plan,
  ping,
  group,
  "target-notice": targetNotice,
};
