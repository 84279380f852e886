import { Refusal } from "../domain/refusal.ts";
import { buriedJobs, jobRetried } from "../presentation/jobs.ts";
import { listBuried, retryBuried } from "../services/job/buried.ts";
import { flag } from "./arguments/plain.ts";
import { type Argument, argument, type Command, command, optional } from "./command.ts";

const job = (description: string): Argument<string> =>
  argument(
    {
      name: "job",
      expects: "the id of a job from `/tocsin jobs`",
      read: (_ctx, text) =>
        /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(text) ? text.toLowerCase() : undefined,
    },
    description,
  );

/** What was tried in vain. */
export const jobCommands: readonly Command[] = [
  command({
    path: "tocsin jobs",
    summary: "Show what was tried in vain and given up, or try one of it again",
    permission: "workspace.manage",
    answer: "private",
    args: { retry: flag("Try it again"), job: optional(job("Which one")) },
    run: async (ctx, args) => {
      if (!args.retry && args.job === undefined) {
        const { jobs, more } = await listBuried(ctx);
        return buriedJobs(jobs, more);
      }
      if (!args.retry || args.job === undefined) {
        throw new Refusal("which-job", "Which job is to be tried again? Press its button in `/tocsin jobs`.", "job");
      }
      return jobRetried((await retryBuried(ctx, args.job)).kind);
    },
  }),
];
